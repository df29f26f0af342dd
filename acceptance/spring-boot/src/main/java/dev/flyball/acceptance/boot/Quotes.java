package dev.flyball.acceptance.boot;

import dev.flyball.annotation.Key;
import dev.flyball.annotation.RateLimited;
import org.springframework.stereotype.Service;

/** A bean whose governed methods no proxy could reach. */
@Service
public class Quotes {

    String quote(String item) {
        return price(item);
    }

    String tenant(String tenant) {
        return perTenant(tenant);
    }

    @RateLimited(permits = 2, per = "1h")
    private String price(String item) {
        return "price of " + item;
    }

    @RateLimited(permits = 1, per = "1h")
    static String perTenant(@Key String tenant) {
        return "hello " + tenant;
    }
}
