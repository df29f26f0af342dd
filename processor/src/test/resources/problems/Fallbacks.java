package com.acme;

import dev.flyball.annotation.Bulkhead;
import dev.flyball.annotation.RateLimited;
import java.io.IOException;
import java.util.List;

/** What cannot stand in, at the attribute that names it. */
class Fallbacks {

    @Bulkhead(max = 1, fallback = "prak") // ERROR fallback-not-found
    String lost(String item, int count) {
        return item;
    }

    String park(String item, int count) {
        return item;
    }

    @Bulkhead(
            max = 1,
            fallback = "shape") // ERROR fallback-signature
    String shapeless(String item, int count) {
        return item;
    }

    String shape(String item) {
        return item;
    }

    @Bulkhead(max = 1, fallback = "count") // ERROR fallback-return
    String returning() {
        return "";
    }

    int count() {
        return 0;
    }

    @Bulkhead(max = 1, fallback = "numbers") // ERROR fallback-return
    List<String> names() {
        return List.of();
    }

    List<Integer> numbers() {
        return List.of();
    }

    @Bulkhead(max = 1, fallback = "read") // ERROR fallback-throws
    String throwing() {
        return "";
    }

    String read() throws IOException {
        return "";
    }

    @Bulkhead(max = 1, fallback = "either") // ERROR fallback-ambiguous
    String torn(String item) {
        return item;
    }

    String either(String item, RuntimeException cause) {
        return item;
    }

    String either(RuntimeException cause) {
        return "";
    }

    @Bulkhead(max = 1, fallback = "there") // ERROR fallback-cycle
    String here() {
        return "";
    }

    @Bulkhead(max = 1, fallback = "here") // ERROR fallback-cycle
    String there() {
        return "";
    }

    @Bulkhead(max = 1, fallback = "hidden") // ERROR fallback-private
    String open() {
        return "";
    }

    private String hidden() {
        return "";
    }

    @Bulkhead(max = 1, fallback = "io") // WARNING fallback-cause
    String caused() throws IOException {
        return "";
    }

    String io(IOException failure) {
        return "";
    }

    @Bulkhead(max = 1, name = "same", fallback = "second") // WARNING fallback-shares-policy
    String first() {
        return "";
    }

    @Bulkhead(max = 1, name = "same")
    String second() {
        return "";
    }

    @RateLimited(permits = 1, fallback = "park")
    @Bulkhead(max = 1, fallback = "shape") // ERROR conflicting-attributes
    String two(String item, int count) {
        return item;
    }
}
