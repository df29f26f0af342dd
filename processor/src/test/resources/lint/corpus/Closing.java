package com.acme;

import dev.flyball.annotation.Bulkhead;

@SuppressWarnings("try")
public class Closing implements AutoCloseable {

    @Override
    @Bulkhead(max = 1)
    public void close() throws Exception {}
}
