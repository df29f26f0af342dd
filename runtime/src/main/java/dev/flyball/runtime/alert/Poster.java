package dev.flyball.runtime.alert;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Posts over HTTP. Thread-safe. */
interface Poster {

    /** The head of an answer; {@code retryAfter} is that header as it was sent, empty if it was not. */
    record Answer(int status, String retryAfter) {}

    /** Sends one request; the stage fails if no answer's head comes in time. */
    CompletionStage<Answer> post(byte[] body, Map<String, String> headers);
}
