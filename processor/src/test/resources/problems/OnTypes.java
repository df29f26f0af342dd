package com.acme;

import dev.flyball.annotation.Bulkhead;

@Bulkhead(max = 1)
class OnTypes {

    @Bulkhead(max = 1) // WARNING duplicate-annotation
    public void twice() {}

    @Bulkhead(max = 1) // WARNING nothing-governed
    static class Empty {

        void hidden() {}
    }
}
