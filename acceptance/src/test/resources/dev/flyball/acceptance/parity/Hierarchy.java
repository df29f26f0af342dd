package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import dev.flyball.annotation.Ungoverned;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** What governance passes from type to type, and what it does not. */
public final class Hierarchy {

    private Hierarchy() {}

    public interface Port<T> {
        @RateLimited(permits = 11)
        T fetch(T of);

        @Bulkhead(max = 12)
        default T twice(T of) {
            return fetch(fetch(of));
        }

        @RateLimited(permits = 13)
        static void helper() {}

        @RateLimited(permits = 14)
        private void inside() {}

        @RateLimited(permits = 15)
        void tenant(@Key String name, T of);
    }

    public interface Wider extends Port<String> {
        @CircuitBreaker(window = "16")
        String fetch(String of);
    }

    /** Implements a generic interface: a bridge beside the body. */
    public static class Implementor implements Port<Integer> {
        @Override
        public Integer fetch(Integer of) {
            return of;
        }

        @Override
        public void tenant(String renamed, Integer of) {}
    }

    public static class Both implements Wider {
        @Override
        public String fetch(String of) {
            return of;
        }

        @Override
        @Bulkhead(max = 17)
        public String twice(String of) {
            return of;
        }

        @Override
        @Ungoverned
        public void tenant(String name, String of) {}
    }

    /** Governs nothing itself: overriding a governed body inherits nothing. */
    public static class Below extends Both {
        @Override
        public String twice(String of) {
            return super.twice(of);
        }

        @Override
        @RateLimited(permits = 18)
        public String fetch(String of) {
            return super.fetch(of);
        }
    }

    /** Implements what its super class has already implemented. */
    public static class Again extends Both implements Port<String> {
        @Override
        public String fetch(String of) {
            return of;
        }
    }

    public abstract static class Half implements Port<Long> {
        @Override
        public Long fetch(Long of) {
            return of;
        }

        @RateLimited(permits = 19)
        protected Number covariant() {
            return 0;
        }

        abstract void open();
    }

    public static class Whole extends Half {
        @Override
        @RateLimited(permits = 20)
        protected Integer covariant() {
            return 1;
        }

        @Override
        @Bulkhead(max = 21)
        void open() {}

        @Override
        public void tenant(@Key String name, Long of) {}
    }

    @Bulkhead(max = 22)
    public interface Typed {
        void one();

        default void two() {}

        static void three() {}

        private void four() {}
    }

    public static class OfTyped implements Typed {
        @Override
        public void one() {}
    }

    /** Bridges and raw super types of the JDK. */
    public static class Jdk implements Comparable<Jdk>, Callable<String>, Supplier<Integer> {
        @Override
        @Bulkhead(max = 23)
        public int compareTo(Jdk other) {
            return 0;
        }

        @Override
        @Bulkhead(max = 24)
        public String call() {
            return "";
        }

        @Override
        @RateLimited(permits = 25)
        public Integer get() {
            return 0;
        }
    }

    interface Left {
        @RateLimited(permits = 26)
        void same();
    }

    interface Right {
        @RateLimited(permits = 27)
        @Bulkhead(max = 28)
        void same();
    }

    static class LeftAndRight implements Left, Right {
        @Override
        public void same() {}
    }

    static class RightAndLeft implements Right, Left {
        @Override
        public void same() {}
    }

    public interface Generic<K extends Comparable<K>, V> {
        @RateLimited(permits = 29)
        <X extends Exception> V put(K key, V[] values) throws X;
    }

    public static class OfGeneric<V> implements Generic<String, V> {
        @Override
        public <X extends Exception> V put(String key, V[] values) throws X {
            return values[0];
        }
    }

    static class Ordering implements Comparator<String> {
        @Override
        @RateLimited(permits = 30)
        public int compare(String a, String b) {
            return a.compareTo(b);
        }
    }

    /** A package-private body seen through a public sub class: javac may add a bridge there. */
    static class Hidden {
        @RateLimited(permits = 31)
        public void visible() {}
    }

    public static class Shown extends Hidden {}

    sealed interface Shape permits Circle, Square {
        @Bulkhead(max = 32)
        double area();
    }

    record Circle(double radius) implements Shape {
        @Override
        public double area() {
            return radius;
        }
    }

    static final class Square implements Shape {
        @Override
        public double area() {
            return 1;
        }
    }

    interface Named {
        @RateLimited(permits = 33)
        String name();
    }

    /** The accessor that the compiler writes implements a governed method. */
    record Person(String name) implements Named {}
}
