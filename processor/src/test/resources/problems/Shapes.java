package com.acme;

import dev.flyball.annotation.Bulkhead;

/** Types that nothing can be put in front of. */
class Shapes {

    interface Named {
        void name();
    }

    static final class Last implements Named { // ERROR final-type

        @Override
        @Bulkhead(max = 1)
        public void name() {}

        @Bulkhead(max = 1)
        public void other() {}
    }

    record Pair(int left, int right) { // ERROR final-type

        @Bulkhead(max = 1)
        void swap() {}
    }

    static sealed class Root permits Leaf { // ERROR sealed-type

        @Bulkhead(max = 1)
        void grow() {}
    }

    static final class Leaf extends Root {}

    sealed interface Choice permits One { // ERROR sealed-type

        @Bulkhead(max = 1)
        void choose();
    }

    record One() implements Choice {

        @Override
        public void choose() {}
    }

    class Inner { // ERROR inner-type

        @Bulkhead(max = 1)
        void in() {}
    }

    private static class Secret { // ERROR inner-type

        @Bulkhead(max = 1)
        void in() {}
    }

    static class Unborn { // ERROR no-visible-constructor

        private Unborn() {}

        @Bulkhead(max = 1)
        void in() {}
    }
}
