package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Ungoverned;

/** Governs some itself, inherits governed bodies of its class and of its interface. */
public class Child extends Base<String> implements Api {

    @Bulkhead(max = 9)
    public void own() {}

    @Override
    @Ungoverned
    public void replaced() {}

    @Override
    public void ask() {}
}
