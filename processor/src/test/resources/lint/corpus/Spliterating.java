package com.acme;

import dev.flyball.annotation.Bulkhead;
import java.util.Comparator;
import java.util.function.Function;

/** Inherits much from the JDK, static methods and generic default methods included. */
@Bulkhead(max = 2)
public interface Spliterating<T, R> extends Comparator<T>, Function<T, R> {

    @Override
    default <V> Function<T, V> andThen(Function<? super R, ? extends V> after) {
        return Function.super.andThen(after);
    }
}
