package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** Stand-ins of every kind, and methods that are none. */
class Fallbacks extends FallbacksAbove {

    @RateLimited(permits = 1, fallback = "sameParameters")
    String a(int x, String y) {
        return y;
    }

    String sameParameters(int x, String y) {
        return y;
    }

    @RateLimited(permits = 1, fallback = "noParameters")
    String b(int x, String y) {
        return y;
    }

    private static String noParameters() {
        return "";
    }

    @RateLimited(permits = 1, fallback = "withCause")
    String c(int x) {
        return "";
    }

    String withCause(int x, Throwable cause) {
        return "";
    }

    String withCause(int x, RejectedExecutionException cause) {
        return "";
    }

    @RateLimited(permits = 1, fallback = "onlyCause")
    long d(int x) {
        return 1;
    }

    long onlyCause(Throwable cause) {
        return 2;
    }

    @RateLimited(permits = 1, fallback = "inherited")
    Object e(int x) {
        return 1;
    }

    @RateLimited(permits = 1, fallback = "narrower")
    CharSequence f() {
        return "";
    }

    String narrower() {
        return "";
    }

    @RateLimited(permits = 1, fallback = "generic")
    <T> List<T> g(T one) {
        return List.of(one);
    }

    <T> List<T> generic(T one) {
        return List.of();
    }

    @RateLimited(permits = 1, fallback = "nothing")
    void h(int... x) {}

    void nothing(int... x) {}

    @RateLimited(permits = 1, fallback = "first")
    @CircuitBreaker(fallback = "second")
    void i() {}

    void first() {}

    void second() {}

    @Retry(fallback = "throwing")
    void j() throws IOException {}

    void throwing() throws java.io.FileNotFoundException {}

    @Bulkhead(max = 1, fallback = "commonStandIn")
    static int k() {
        return 0;
    }

    static int commonStandIn() {
        return 0;
    }

    // From here on: wrong.

    @RateLimited(permits = 1, fallback = "nowhere")
    void missing() {}

    @RateLimited(permits = 1, fallback = "sameParametres")
    String mistyped(int x, String y) {
        return "";
    }

    @RateLimited(permits = 1, fallback = "takesLong")
    void wrongParameters(int x) {}

    void takesLong(long x) {}

    @RateLimited(permits = 1, fallback = "givesObject")
    String wrongReturn() {
        return "";
    }

    Object givesObject() {
        return "";
    }

    @RateLimited(permits = 1, fallback = "throwsAll")
    void wrongThrows() throws IOException {}

    void throwsAll() throws Exception {}

    @RateLimited(permits = 1, fallback = "itself")
    void itself() {}

    @RateLimited(permits = 1, fallback = "pong")
    void ping() {}

    @RateLimited(permits = 1, fallback = "ping")
    void pong() {}

    @Bulkhead(max = 1, fallback = "instance")
    static int staticNeedsStatic() {
        return 0;
    }

    int instance() {
        return 0;
    }

    @CircuitBreaker(fallback = "onlyIo")
    void refusalsPass() throws IOException {}

    void onlyIo(IOException cause) {}

    @CircuitBreaker(name = "shared", fallback = "behindTheSame")
    void sharing() {}

    @CircuitBreaker(name = "shared")
    void behindTheSame() {}

    @CircuitBreaker(fallback = "tied")
    void tie() {}

    void tied(Comparable<?> cause) {}

    void tied(RuntimeException cause) {}

    @CircuitBreaker(fallback = "")
    void blank() {}
}

class FallbacksAbove extends FallbacksFurther {
    protected Integer inherited(int x) {
        return x;
    }
}

class FallbacksFurther {
    private void nowhere() {}
}
