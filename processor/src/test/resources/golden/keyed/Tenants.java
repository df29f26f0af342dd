package com.acme;

import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;

public class Tenants {

    @RateLimited(permits = 5, per = "1m")
    public String read(@Key String tenant, long page) {
        return tenant;
    }

    @RateLimited(permits = 5)
    public void write(@Key String tenant, byte[] bytes, @Key int shard) {}
}
