package org.tsumugi.server.identityfeed;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;

/** The media types of FHIR. */
final class FeedFormat {

    private static final Set<String> JSON = Set.of("application/fhir+json", "application/json");
    private static final Set<String> XML = Set.of("application/fhir+xml", "application/xml", "text/xml");

    private FeedFormat() {}

    /** Empty for any other type, and for a character set that FHIR does not have. */
    static Optional<Format> of(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            Charset charset = type.getCharset();
            String name = type.getType() + "/" + type.getSubtype();
            if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
                return Optional.empty();
            }
            return JSON.contains(name)
                    ? Optional.of(Format.JSON)
                    : XML.contains(name) ? Optional.of(Format.XML) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
