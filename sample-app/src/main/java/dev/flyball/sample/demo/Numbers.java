package dev.flyball.sample.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The measurements of one run by name, such as {@code flood.users.p99}; kept as lines {@code name=number}. */
final class Numbers {

    private final Map<String, Double> values = new TreeMap<>();

    void put(String name, double value) {
        values.put(name, value);
    }

    /** @throws IllegalArgumentException if it was not measured */
    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no measurement '" + name + "'; there are " + values.keySet());
        }
        return value;
    }

    void save(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + "=" + value));
        Files.write(file, lines);
    }

    static Numbers load(Path file) throws IOException {
        Numbers numbers = new Numbers();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            numbers.put(line.substring(0, equals), Double.parseDouble(line.substring(equals + 1)));
        }
        return numbers;
    }
}
