package org.tsumugi.server.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Keeps secrets of 256 random bits as their SHA-256. Nobody finds such a secret by trying, however quick a try is, so slowness would
 * protect nothing; and it would let anybody who sends wrong secrets keep the server busy. Not for what people think up.
 */
final class RandomSecrets implements PasswordEncoder {

    @Override
    public String encode(CharSequence secret) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(secret));
    }

    @Override
    public boolean matches(CharSequence secret, String encoded) {
        // takes as long whatever they have in common
        return MessageDigest.isEqual(
                encode(secret).getBytes(StandardCharsets.US_ASCII), encoded.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] digest(CharSequence secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
