package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

@SuppressWarnings("overloads")
@Bulkhead(max = 1)
public class Overloaded {

    public void each(Consumer<Integer> body) {}

    public void each(IntConsumer body) {}
}
