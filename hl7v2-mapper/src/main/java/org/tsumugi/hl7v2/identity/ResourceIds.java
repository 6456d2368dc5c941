package org.tsumugi.hl7v2.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * UUIDv5 (RFC 9562 §5.5) of (facility, kind, business key). No patient number can be read from it, and two facilities with the
 * same patient number never meet because the facility is always part of the name.
 */
public final class ResourceIds {

    private static final UUID NAMESPACE = UUID.fromString("6f4b1f0e-52a5-4c07-9d7c-3a0f6f0b7a51");

    private ResourceIds() {}

    /**
     * @param facility 10-digit medical institution code
     * @param kind FHIR resource type, or another word that separates keys of different kinds
     * @param businessKey what identifies the thing inside the facility
     */
    public static UUID uuid(String facility, String kind, String businessKey) {
        return nameBased(facility.length() + ":" + facility + kind.length() + ":" + kind + businessKey);
    }

    private static UUID nameBased(String name) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }
}
