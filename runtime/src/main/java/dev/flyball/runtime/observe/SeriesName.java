package dev.flyball.runtime.observe;

import java.util.ArrayList;
import java.util.List;

/** One series of a meter: the meter's name, and tags as key, value, key, value. */
record SeriesName(String meter, List<String> tags) {

    List<String> tagKeys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < tags.size(); i += 2) {
            keys.add(tags.get(i));
        }
        keys.sort(null);
        return keys;
    }

    String[] tagArray() {
        return tags.toArray(String[]::new);
    }
}
