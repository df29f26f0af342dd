package com.acme;

import dev.flyball.annotation.Bulkhead;

/** Methods that no subclass can override. The others are governed all the same. */
class Closed {

    @Bulkhead(max = 1) // ERROR final-method
    final void sealed() {}

    @Bulkhead(max = 1) // ERROR private-method
    private void secret() {}

    @Bulkhead(max = 1) // ERROR private-method
    void named(Hidden hidden) {}

    @Bulkhead(max = 1) // ERROR static-method
    static void shared() {}

    @Bulkhead(max = 1)
    void open() {}

    private static class Hidden {}

    @Bulkhead(max = 1)
    static class OnClass {

        public final void sealed() {} // ERROR final-method

        public void open() {}
    }
}
