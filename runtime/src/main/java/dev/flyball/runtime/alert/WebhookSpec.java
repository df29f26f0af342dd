package dev.flyball.runtime.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where and how alerts are posted. Immutable; prints neither the secret nor the URL, which often is one itself.
 *
 * @param secret signs each request; null: requests are not signed
 * @param connect how long a connection may take
 * @param timeout how long a try may take until the answer's head is there
 * @param tries how often an alert is sent at most, 1 to 5
 */
public record WebhookSpec(URI url, @Nullable String secret, Duration connect, Duration timeout, int tries) {

    /** The longest pause that a server may ask for. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    public WebhookSpec {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        check(scheme.equals("http") || scheme.equals("https"), "url", "must begin with http:// or https://");
        check(url.getHost() != null, "url", "names no host");
        check(
                url.getUserInfo() == null,
                "url",
                "must not carry a user and password; use secret, or a token in the path");
        check(secret == null || !secret.isBlank(), "secret", "is empty; leave it out to send without a signature");
        span("connect", connect);
        span("timeout", timeout);
        check(tries >= 1 && tries <= 5, "tries", "is " + tries + "; it must be 1 to 5");
    }

    private static void span(String attribute, Duration value) {
        check(
                value.compareTo(Duration.ZERO) > 0 && value.compareTo(LONGEST) <= 0,
                attribute,
                "is " + value + "; it must be above 0s and at most 2 minutes");
    }

    private static void check(boolean holds, String attribute, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException("[alert-webhook] webhook: " + attribute + " " + complaint);
        }
    }

    /** Without a signature; 5 s to connect, 10 s for the answer, 5 tries. */
    public static WebhookSpec of(String url) {
        return new WebhookSpec(parse(url), null, Duration.ofSeconds(5), Duration.ofSeconds(10), 5);
    }

    private static URI parse(String url) {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException wrong) { // whose message repeats the URL
            throw new IllegalArgumentException("[alert-url] webhook: url is no URL: " + wrong.getReason()
                    + " at character " + wrong.getIndex() + "; write one such as https://alerts.example.com/flyball");
        }
    }

    public WebhookSpec withUrl(String other) {
        return new WebhookSpec(parse(other), secret, connect, timeout, tries);
    }

    /** Null for no signature. */
    public WebhookSpec withSecret(@Nullable String other) {
        return new WebhookSpec(url, other, connect, timeout, tries);
    }

    public WebhookSpec withTimeout(Duration other) {
        return new WebhookSpec(url, secret, connect, other, tries);
    }

    public WebhookSpec withConnect(Duration other) {
        return new WebhookSpec(url, secret, other, timeout, tries);
    }

    public WebhookSpec withTries(int other) {
        return new WebhookSpec(url, secret, connect, timeout, other);
    }

    /** Enough of the URL to know which it is. */
    String place() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + "/***";
    }

    @Override
    public String toString() {
        return "WebhookSpec[url=" + place() + ", secret=" + (secret == null ? "none" : "***") + ", connect=" + connect
                + ", timeout=" + timeout + ", tries=" + tries + "]";
    }
}
