package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import dev.flyball.annotation.Ungoverned;

/** Annotations of a class: its public instance methods, but for those that opt out or say otherwise. */
@RateLimited(permits = 50, maxWait = "1s")
@CircuitBreaker(failureRate = 0.25, fallback = "standIn")
public class OnTypes {

    public OnTypes() {}

    public String plain(String a) {
        return a;
    }

    @RateLimited(permits = 5)
    public String nearer(String a) {
        return a;
    }

    @Bulkhead(max = 2, fallback = "other")
    @Retry
    public String more(String a) {
        return a;
    }

    @Ungoverned
    public String free(String a) {
        return a;
    }

    public String keyed(@Key String a) {
        return a;
    }

    public static void common() {}

    void near() {}

    protected void guarded() {}

    private void hidden() {}

    @Bulkhead(max = 3)
    private String hiddenButNamed(String a) {
        return a;
    }

    @Ungoverned
    public String standIn(String a) {
        return a;
    }

    private String other(String a) {
        return a;
    }

    @Override
    public String toString() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other == this;
    }

    @Override
    public int hashCode() {
        return 1;
    }

    @Override
    protected void finalize() {}

    /** A class does not inherit its encloser's annotations. */
    public static class Inside {
        public void free() {}
    }

    /** Nor those of its super class; the bodies it inherits stay governed. */
    public static class Below extends OnTypes {
        @Override
        public String plain(String a) {
            return super.plain(a);
        }

        public void mine() {}
    }

    @RateLimited(permits = 1)
    static final class Empty {}

    @RateLimited(permits = 1)
    public abstract static class Part {
        public abstract void open();

        public void done() {}

        public final void last() {}

        public synchronized void locked() {}

        public native void outside();
    }
}
