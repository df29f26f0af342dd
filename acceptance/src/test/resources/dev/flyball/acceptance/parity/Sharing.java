package corpus;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.CircuitBreaker;
import dev.flyball.annotation.RateLimited;

/** Names. */
class Sharing {

    @RateLimited(permits = 5, name = "shop")
    void one() {}

    @RateLimited(permits = 5, name = "shop")
    void two() {}

    @CircuitBreaker(name = "shop")
    @RateLimited(permits = 5, name = "shop-2.eu_west")
    void three() {}

    @Bulkhead(max = 1, name = "torn")
    void four() {}

    @Bulkhead(max = 2, name = "torn")
    void five() {}

    @Bulkhead(max = 2, name = "not a name!")
    void six() {}

    @Bulkhead(max = 2, name = " ")
    void seven() {}

    @Bulkhead(max = 3, name = "whole")
    static class Whole {
        public void one() {}

        public void two() {}
    }
}
