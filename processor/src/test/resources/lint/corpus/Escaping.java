package com.acme;

import dev.flyball.annotation.Bulkhead;

@SuppressWarnings("this-escape")
public class Escaping {

    public Escaping() {
        work();
    }

    @Bulkhead(max = 1)
    public void work() {}
}
