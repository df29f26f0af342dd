package dev.flyball.benchmarks.work;

/** The body of every governed call: a nanosecond of arithmetic that now and then fails. */
public final class Work {

    private Work() {}

    /**
     * Some number made of {@code x}, which the compiler cannot know; below 128, so that libraries that want an object get
     * one from the JDK's cache and the bytes per call are their own.
     */
    public static int of(int x) {
        if (x < 0) {
            throw new IllegalArgumentException("negative");
        }
        return (x * 31 + 7) & 127;
    }
}
