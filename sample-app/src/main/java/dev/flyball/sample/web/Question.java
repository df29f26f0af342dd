package dev.flyball.sample.web;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What a request asks. Immutable.
 *
 * @param client who asks, by the header {@code X-Client}
 * @param texts the parameters of the query, decoded
 */
record Question(String client, Map<String, String> texts) {

    /** Reads the query of an address; a repeated parameter counts once, the last. */
    static Question of(String client, URI address) {
        Map<String, String> texts = new HashMap<>();
        String query = address.getRawQuery();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                texts.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return new Question(client, Map.copyOf(texts));
    }

    /**
     * A parameter.
     *
     * @throws MissingParameterException if the query has none of that name
     */
    String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new MissingParameterException(name);
        }
        return text;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
