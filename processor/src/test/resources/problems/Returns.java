package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Ungoverned;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

/** At the method. */
abstract class Returns { // WARNING abstract-type

    @Bulkhead(max = 1)
    Flow.Publisher<String> publish() { // ERROR unsupported-return
        return null;
    }

    @Bulkhead(max = 1)
    Future<String> future() { // WARNING future-settles-early
        return null;
    }

    @Bulkhead(max = 1)
    synchronized void alone() {} // WARNING synchronized-method

    @Bulkhead(max = 1) // ERROR abstract-method
    abstract void bodiless();

    @Bulkhead(max = 1) // ERROR native-method
    native void foreign();

    @Override
    @Bulkhead(max = 1) // WARNING object-method
    public String toString() {
        return "";
    }

    @Ungoverned
    @Bulkhead(max = 1) // ERROR incompatible-policies
    void torn() {}
}
