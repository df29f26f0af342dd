package dev.flyball.runtime.config;

/**
 * Something wrong in the configuration: the key and value at fault (either empty where there is none), where they stand,
 * what is wrong as the end of a sentence that begins with them, and what to write instead.
 */
public record ConfigProblem(String tag, String key, String value, String place, String complaint, String fix) {

    static ConfigProblem at(Written written, String tag, String complaint, String fix) {
        String key = written.key();
        String text = written.text() == null ? "" : written.text();
        return new ConfigProblem(
                tag, key, Secrets.mask(key, text), written.origin().place(), complaint, fix);
    }

    static ConfigProblem in(String place, String tag, String complaint, String fix) {
        return new ConfigProblem(tag, "", "", place, complaint, fix);
    }

    /** One line: {@code [tag] key = value (place) complaint. Fix: fix.} */
    public String text() {
        StringBuilder text = new StringBuilder("[").append(tag).append("] ");
        if (key.isEmpty()) {
            text.append(place);
        } else {
            text.append(key);
            if (!value.isEmpty()) {
                text.append(" = ").append(value);
            }
            text.append(" (").append(place).append(')');
        }
        text.append(' ').append(complaint).append('.');
        if (!fix.isEmpty()) {
            text.append(" Fix: ").append(fix).append(fix.endsWith("?") ? "" : ".");
        }
        return text.toString();
    }
}
