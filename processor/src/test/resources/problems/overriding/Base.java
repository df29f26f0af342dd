package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Ungoverned;

class Base {

    @Bulkhead(max = 1)
    void work() {}

    @Bulkhead(max = 1)
    void rest() {}

    @Bulkhead(max = 1)
    void play() {}
}

class Child extends Base {

    @Override
    void work() {} // WARNING override-ungoverned

    @Override
    @Ungoverned
    void rest() {}

    @Override
    @Bulkhead(max = 2)
    void play() {}
}

class Quiet extends Base {

    @Override
    @SuppressWarnings("flyball:override-ungoverned")
    void work() {}
}
