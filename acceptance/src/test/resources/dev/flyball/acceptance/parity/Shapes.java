package corpus;

import dev.flyball.annotation.Backoff;
import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Every access, modifier, parameter and return type. */
public class Shapes<E extends Exception & Serializable> {

    @RateLimited(permits = 1)
    public void open() {}

    @RateLimited(permits = 2)
    protected void guarded() {}

    @RateLimited(permits = 3)
    void near() {}

    @RateLimited(permits = 4)
    private void hidden() {}

    @RateLimited(permits = 5)
    public final void last() {}

    @RateLimited(permits = 6)
    public static void common() {}

    @RateLimited(permits = 7)
    private static void commonAndHidden() {}

    @Bulkhead(max = 1)
    public synchronized void locked() {}

    @Bulkhead(max = 1, maxWaiting = 3, maxWait = "1s")
    public static synchronized void commonAndLocked() {}

    @Bulkhead(max = 2)
    public strictfp double strict(double x) {
        return x;
    }

    @Bulkhead(max = 3)
    int primitives(boolean a, byte b, char c, short d, int e, long f, float g, double h) {
        return 0;
    }

    @Bulkhead(max = 4)
    long[][] arrays(int[] a, String[][] b, List<String>[] c, Map.Entry<String, int[]>[] d) {
        return new long[0][];
    }

    @SafeVarargs
    @Bulkhead(max = 5)
    final <T> List<T> varargs(T... items) {
        return List.of(items);
    }

    @Bulkhead(max = 6)
    <T extends Comparable<? super T> & Serializable, X extends T> T bounded(List<? extends T> in, X out) {
        return out;
    }

    @Bulkhead(max = 7)
    void throwing(E own) throws E, IOException {}

    @Bulkhead(max = 8)
    <A, B extends List<A>> Function<? super A[], ? extends B> wild(Map<? super A, ?> in) {
        return null;
    }

    @Retry
    void again() throws IOException {}

    @Retry(
            maxAttempts = 7,
            delay = "15 ms",
            backoff = Backoff.LINEAR,
            maxDelay = "1m",
            maxDuration = "90s",
            jitter = 0.25,
            retryOn = {IOException.class, Shapes.Broken.class},
            abortOn = java.io.FileNotFoundException.class)
    void carefully() {}

    @CircuitBreaker
    char usual() {
        return 'x';
    }

    @CircuitBreaker(
            failureRate = 1.0 / 3,
            window = "64",
            minimumCalls = 1 << 4,
            slowCallDuration = "1500us",
            slowCallRate = 1,
            openFor = "2s",
            openForFactor = 1.5,
            openForMax = "1h",
            probes = 2,
            probeTimeout = "500ms",
            recordOn = {RuntimeException.class, Broken.class},
            ignoreOn = {IllegalArgumentException.class, Deep.Deeper.class})
    float unusual() {
        return 0;
    }

    @CircuitBreaker(window = "40")
    @RateLimited(permits = 10, per = "1m", burst = 20, maxWait = "250ms", maxKeys = 7)
    @Bulkhead(max = 3)
    @Retry(maxAttempts = 2)
    short all() {
        return 0;
    }

    static final int LIMIT = 40 + 2;
    static final String SPAN = "1" + "h";

    @RateLimited(permits = LIMIT, per = SPAN)
    byte constants() {
        return 0;
    }

    @RateLimited(permits = 1)
    void over() {}

    @RateLimited(permits = 2)
    void over(int a) {}

    @RateLimited(permits = 3)
    void over(Integer a, String... more) {}

    @RateLimited(permits = 4)
    void over(int[] a) {}

    @RateLimited(permits = 5)
    void over(java.util.Date a) {}

    @RateLimited(permits = 6)
    void over(java.sql.Date a) {}

    @RateLimited(permits = 7)
    void over(Map.Entry<String, E> a) {}

    void over(long notGoverned) {}

    @RateLimited(permits = 1)
    void été() {}

    @RateLimited(permits = 1)
    void with$dollar_and_line() {}

    public static class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    public static class Deep {
        public static class Deeper extends RuntimeException {
            private static final long serialVersionUID = 1;
        }
    }
}
