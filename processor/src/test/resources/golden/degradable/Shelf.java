package com.acme;

import dev.flyball.annotation.Degradable;
import dev.flyball.annotation.Timeout;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What is given up under pressure, around any implementation. */
public interface Shelf {

    @Degradable(fallback = "popular")
    List<String> recommend(String user);

    default List<String> popular(String user) {
        return List.of();
    }

    @Degradable(at = Degradable.Level.CRITICAL, priority = Degradable.Priority.LOW)
    void audit(String what);

    @Degradable(ramp = true, priority = Degradable.Priority.CRITICAL, name = "prices")
    @Timeout("1s")
    CompletionStage<String> price(String item);

    @Degradable(at = Degradable.Level.EMERGENCY)
    default double discount() {
        return 0;
    }
}
