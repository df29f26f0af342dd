package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.util.function.Supplier;

public class Outer {

    public static class Inner<T> {

        protected Inner(T first) {}

        @Bulkhead(max = 1)
        public Deep deep(Supplier<Inner<T>> from, Site site) {
            return new Deep();
        }

        public static class Deep {

            @Bulkhead(max = 1)
            String name() {
                return "deep";
            }
        }

        public static class Site {}
    }
}
