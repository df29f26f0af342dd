package dev.flyball.runtime.alert;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Writes one line for each alert, in colour if told so. */
final class StdoutChannel implements AlertChannel {

    private static final String PLAIN = "\u001B[0m";

    private final Supplier<PrintStream> out;
    private final boolean colour;

    /** @param out asked at each alert, as a program may set its standard output anew */
    StdoutChannel(Supplier<PrintStream> out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    @Override
    public void send(Alert alert) {
        String line = alert.when() + " " + alert.text();
        out.get().println(colour ? paint(alert) + line + PLAIN : line);
    }

    private static String paint(Alert alert) {
        if (alert.state() == Alert.State.RESOLVED) {
            return "\u001B[32m";
        }
        return switch (alert.severity()) {
            case INFO -> "\u001B[36m";
            case WARNING -> "\u001B[33m";
            case ERROR -> "\u001B[31m";
            case CRITICAL -> "\u001B[1;31m";
        };
    }
}
