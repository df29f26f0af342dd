package dev.flyball.acceptance.boot;

import java.util.concurrent.RejectedExecutionException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Answers over HTTP; a refusal is a 429, known by its JDK type alone. */
@RestController
class QuoteController {

    private final Quotes quotes;

    QuoteController(Quotes quotes) {
        this.quotes = quotes;
    }

    @GetMapping("/quote/{item}")
    String quote(@PathVariable("item") String item) {
        return quotes.quote(item);
    }

    @GetMapping("/tenant/{name}")
    String tenant(@PathVariable("name") String name) {
        return quotes.tenant(name);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.TOO_MANY_REQUESTS)
    String refused(RejectedExecutionException refusal) {
        return refusal.getClass().getName() + ": " + refusal.getMessage();
    }
}
