package com.acme;

import dev.flyball.annotation.Bulkhead;

public class Doomed {

    @Deprecated(forRemoval = true)
    public Doomed() {}

    @Deprecated
    @Bulkhead(max = 1)
    public void old() {}

    @Deprecated(since = "1", forRemoval = true)
    @Bulkhead(max = 1)
    public void going() {}

    @SuppressWarnings("deprecation")
    @Bulkhead(max = 1)
    public Old old(Old old) {
        return old;
    }
}
