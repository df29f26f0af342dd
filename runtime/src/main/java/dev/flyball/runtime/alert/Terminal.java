package dev.flyball.runtime.alert;

import java.io.Console;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether lines may be in colour.
 *
 * @param terminal whether the standard output is a terminal
 * @param environment the value of an environment variable, null where it is not set
 */
record Terminal(boolean terminal, Function<String, @Nullable String> environment) {

    static Terminal system() {
        return new Terminal(isTerminal(System.console()), System::getenv);
    }

    /** By https://no-color.org, and what terminals call themselves that know no colours. */
    boolean colour() {
        String never = environment.apply("NO_COLOR");
        return terminal && (never == null || never.isEmpty()) && !"dumb".equals(environment.apply("TERM"));
    }

    /** Up to Java 21 there is a console only at a terminal; from 22 on there always is one, which knows. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException older) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            return false;
        }
    }
}
