package com.acme;

import dev.flyball.annotation.Bulkhead;

@SuppressWarnings("try")
public interface ClosingApi extends AutoCloseable {

    @Bulkhead(max = 1)
    void work();
}
