package com.acme;

import dev.flyball.annotation.Retry;
import java.io.IOException;

public class Mail {

    @Retry(maxAttempts = 4, delay = "50ms")
    public int send(String to) throws IOException {
        return 1;
    }

    @Retry(retryOn = IOException.class, fallback = "keep")
    public void flush() throws IOException {}

    void keep() {}
}
