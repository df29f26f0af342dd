package com.acme;

import dev.flyball.annotation.Bulkhead;

class Outer_Inner {

    @Bulkhead(max = 1)
    void open() {}
}
