package dev.flyball.runtime.retry;

/** Throws anything from anywhere, as bytecode may. */
final class Sneaky {

    private Sneaky() {}

    @SuppressWarnings("unchecked") // the cast does not happen
    static <X extends Throwable> void doThrow(Throwable any) throws X {
        throw (X) any;
    }
}
