package dev.flyball.runtime.pool;

/** Throws what a caller's own code threw, unchanged, past signatures that do not name it. */
final class Sneaky {

    private Sneaky() {}

    static void rethrow(Throwable thrown) {
        Sneaky.<RuntimeException>as(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void as(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
