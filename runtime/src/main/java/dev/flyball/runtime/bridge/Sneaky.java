package dev.flyball.runtime.bridge;

/** Throws checked exceptions from where the compiler does not expect them; checks at compile time keep them declared. */
final class Sneaky {

    private Sneaky() {}

    /** Never returns; the result type lets the caller write {@code throw}. */
    @SuppressWarnings("unchecked") // erased: nothing is cast at run time
    static <X extends Throwable> RuntimeException thrown(Throwable failure) throws X {
        throw (X) failure;
    }
}
