package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Retry;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A user's own annotations that carry ours. */
public class Carried {

    @CircuitBreaker(failureRate = 0.2)
    @Bulkhead(max = 8)
    public @interface Critical {}

    @Critical
    @RateLimited(permits = 100)
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE, ElementType.METHOD})
    public @interface Payment {
        String reason() default "";
    }

    @Payment
    @Retry(maxAttempts = 2)
    @interface Deep {}

    @Bulkhead(max = 9)
    @interface Small {}

    @Bulkhead(max = 10)
    @interface Smaller {}

    @Ring
    @RateLimited(permits = 3)
    @interface Ring {}

    @RateLimited(permits = 4, per = "soon")
    @interface Wrong {}

    @Retention(RetentionPolicy.SOURCE)
    @RateLimited(permits = 77)
    @interface Gone {}

    @Critical
    void critical() {}

    @Payment(reason = "money")
    private void payment() {}

    @Deep
    static void deep() {}

    @Payment
    @Bulkhead(max = 1)
    void nearer() {}

    @Small
    @Smaller
    void torn() {}

    @Small
    @Smaller
    @Bulkhead(max = 11)
    void settled() {}

    @Ring
    void ring() {}

    @Wrong
    void wrong() {}

    @Critical
    public static class Whole {
        public void one() {}

        @Small
        public void two() {}

        private void three() {}
    }

    public interface Port {
        @Critical
        void go();

        @Deep
        default void stay() {}
    }

    public static class Implementor implements Port {
        @Override
        public void go() {}
    }

    @Small
    public interface Service {
        default void serve() {}

        void open();
    }
}
