package com.acme;

import dev.flyball.annotation.RateLimited;

public class Locked {

    @RateLimited(permits = 1)
    protected synchronized void work() {}
}
