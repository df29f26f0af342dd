package dev.flyball.acceptance.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Serves quotes, and says on which port. */
@SpringBootApplication
public class QuoteApplication {

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(QuoteApplication.class, arguments);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        System.out.println(
                "port=" + event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
    }
}
