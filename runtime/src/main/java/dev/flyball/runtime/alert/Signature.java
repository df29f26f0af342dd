package dev.flyball.runtime.alert;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what is posted: HMAC-SHA256 over the time, a dot and the body, so that neither can be changed or used later. */
final class Signature {

    private Signature() {}

    /** The value of the header {@code Flyball-Signature}; the version allows for another algorithm one day. */
    static String of(String secret, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) { // every Java has this algorithm
            throw new IllegalStateException(impossible);
        }
    }
}
