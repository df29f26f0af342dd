package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import java.util.List;

/** Keys. */
class Keys {

    record Tenant(String name) {}

    enum Plan {
        FREE
    }

    @RateLimited(permits = 5)
    void one(@Key String tenant) {}

    @RateLimited(permits = 5)
    void second(int amount, @Key Tenant tenant) {}

    @RateLimited(permits = 5, maxKeys = 3)
    static void several(@Key long id, double skipped, @Key Plan plan, @Key List<String> more) {}

    @RateLimited(permits = 5, fallback = "cached")
    <T extends Comparable<T>> T generic(@Key T key) {
        return key;
    }

    <T extends Comparable<T>> T cached(T key) {
        return key;
    }

    @RateLimited(permits = 5)
    void withGuests(@Key String... names) {}

    @RateLimited(permits = 5)
    void identity(@Key StringBuilder key) {}

    @Bulkhead(max = 5)
    void owner(@Key String key) {}

    @Bulkhead(max = 5, perOwner = 2)
    void perOwner(@Key String tenant, int amount) {}

    @RateLimited(permits = 5)
    @Bulkhead(max = 5, perOwner = 2, maxWaiting = 3, maxWait = "1s")
    java.util.concurrent.CompletionStage<String> both(@Key String tenant, @Key int shard) {
        return java.util.concurrent.CompletableFuture.completedFuture(tenant);
    }

    void lonely(@Key String key) {}

    @RateLimited(permits = 5)
    private boolean hidden(@Key boolean yes, @Key char c, @Key byte b) {
        return yes;
    }
}
