package com.acme;

import dev.flyball.annotation.Bulkhead;

public interface Api {

    @Bulkhead(max = 4)
    void ask();

    @Bulkhead(max = 5)
    default void tell() {}
}
