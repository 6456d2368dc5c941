package org.tsumugi.server.raw;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One key of the key file, and what is derived from it (RFC 5869) for each purpose. Its id says nothing about it. */
final class RawKey {

    static final int BYTES = 32;
    static final int ID_BYTES = 4;

    private static final String HKDF_HASH = "HmacSha256";
    private static final String MAC = "HmacSHA256";
    private static final int SEGMENT = 1 << 14;

    private final byte[] id;
    private final byte[] nameKey;
    private final byte[] headerKey;
    private final AesGcmHkdfStreaming cipher;

    RawKey(byte[] secret) {
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("a key has " + BYTES + " bytes");
        }
        id = Arrays.copyOf(derive(secret, "tsumugi raw id"), ID_BYTES);
        nameKey = derive(secret, "tsumugi raw name");
        headerKey = derive(secret, "tsumugi raw header");
        try {
            cipher = new AesGcmHkdfStreaming(derive(secret, "tsumugi raw content"), HKDF_HASH, BYTES, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    byte[] id() {
        return id.clone();
    }

    String hexId() {
        return HexFormat.of().formatHex(id);
    }

    /** AES-256-GCM in segments, each blob with a key of its own (HKDF with a random salt), which takes any number of blobs. */
    AesGcmHkdfStreaming cipher() {
        return cipher;
    }

    byte[] nameOf(Sha256 content) {
        return mac(nameKey, content.bytes());
    }

    byte[] headerMac(byte[]... parts) {
        return mac(headerKey, parts);
    }

    private static byte[] mac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static byte[] derive(byte[] secret, String purpose) {
        try {
            return Hkdf.computeHkdf(HKDF_HASH, secret, new byte[0], purpose.getBytes(StandardCharsets.US_ASCII), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "RawKey[" + hexId() + "]";
    }
}
