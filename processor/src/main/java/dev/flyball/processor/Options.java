package dev.flyball.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processor's options, and what is wrong with those that were given. */
record Options(boolean wrappers, Set<String> copied, boolean debug, List<String> complaints) {

    static final String WRAPPERS = "flyball.wrappers";
    static final String COPY_ANNOTATIONS = "flyball.copyAnnotations";
    static final String DEBUG = "flyball.debug";

    private static final Map<String, String> FORMS = new TreeMap<>(Map.of(
            WRAPPERS, "all or none",
            COPY_ANNOTATIONS, "names of annotations, separated by commas",
            DEBUG, "true or false"));

    static Options of(Map<String, String> given) {
        List<String> complaints = new ArrayList<>();
        for (String key : new TreeSet<>(given.keySet())) {
            if (key.startsWith("flyball.") && !FORMS.containsKey(key)) {
                String valid = FORMS.entrySet().stream()
                        .map(form -> "-A" + form.getKey() + "=<" + form.getValue() + ">")
                        .collect(Collectors.joining(", "));
                complaints.add("[unknown-option] There is no option -A" + key + ". Fix: use one of " + valid);
            }
        }
        return new Options(
                choice(given, WRAPPERS, "all", "none", complaints),
                Stream.of(given.getOrDefault(COPY_ANNOTATIONS, "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()),
                !choice(given, DEBUG, "false", "true", complaints),
                List.copyOf(complaints));
    }

    /** Whether the option has its usual value, as it has where what was given is neither value. */
    private static boolean choice(
            Map<String, String> given, String key, String usual, String other, List<String> complaints) {
        String value = given.getOrDefault(key, usual);
        if (!value.equals(usual) && !value.equals(other)) {
            complaints.add("[unknown-option] -A" + key + "=" + value + " is neither. Fix: write " + FORMS.get(key));
        }
        return !value.equals(other);
    }
}
