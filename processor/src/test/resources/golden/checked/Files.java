package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.io.IOException;
import java.util.concurrent.Callable;

public class Files<E extends Exception> {

    public Files(String root) throws IOException {}

    @Bulkhead(max = 4)
    public String read(String name) throws IOException, InterruptedException {
        return name;
    }

    @Bulkhead(max = 4)
    public void delete(String name) throws E {}

    @Bulkhead(max = 4)
    public <T, X extends Throwable> T call(Callable<T> body, Class<X> declared) throws X {
        return null;
    }
}
