package com.acme;

import dev.flyball.annotation.Bulkhead;

@Deprecated
public class Old {

    @Bulkhead(max = 1, fallback = "other")
    public void work() {}

    @Deprecated
    void other() {}
}
