package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;
import java.util.function.Supplier;

/** Types within types. */
public class Nested {

    public static class Inside {
        @RateLimited(permits = 1)
        public void held() {}

        public static class Further {
            @RateLimited(permits = 2)
            private void held() {}
        }
    }

    public class Inner {
        @RateLimited(permits = 3)
        void held() {
            Nested.this.captured(() -> 0);
        }
    }

    private static final class Secret {
        @RateLimited(permits = 4)
        private static void held() {}
    }

    public interface Holder {
        class Implicit {
            @RateLimited(permits = 5)
            void held() {}
        }
    }

    public record Point(int x, int y) {
        public Point {}

        @RateLimited(permits = 6)
        public int x() {
            return x;
        }

        @RateLimited(permits = 7)
        double length() {
            return x + y;
        }

        @RateLimited(permits = 8)
        static Point origin() {
            return new Point(0, 0);
        }
    }

    @CircuitBreaker(window = "30")
    public record Typed(int x) {
        public int own() {
            return x;
        }
    }

    public enum Planet {
        EARTH,
        MARS;

        @RateLimited(permits = 10)
        void turn() {}

        @RateLimited(permits = 11)
        static Planet home() {
            return EARTH;
        }
    }

    @Bulkhead(max = 2)
    public enum Level {
        LOW,
        HIGH;

        public int weight() {
            return ordinal();
        }
    }

    public @interface Marker {}

    @RateLimited(permits = 12)
    int captured(Supplier<Integer> supplier) {
        Supplier<Integer> lambda = () -> supplier.get();
        return lambda.get();
    }
}
