package org.tsumugi.server.identityfeed;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a feed's URL names.
 *
 * @param system the identifier system
 * @param number the patient number
 */
record FeedTarget(String system, String number) {

    /** Parameters that are about the answer. */
    private static final Set<String> HARMLESS = Set.of("_format", "_pretty");

    /** Reads a query string; empty when it does not name one patient, or holds further conditions. */
    static Optional<FeedTarget> of(@Nullable String query) {
        String named = "";
        for (String part : query == null ? new String[0] : query.split("&")) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            if (name.equals("identifier") && named.isEmpty() && !value.isEmpty()) {
                named = value;
            } else if (!HARMLESS.contains(name)) {
                return Optional.empty();
            }
        }
        int bar = named.indexOf('|');
        return bar <= 0 || bar == named.length() - 1
                ? Optional.empty()
                : Optional.of(new FeedTarget(named.substring(0, bar), named.substring(bar + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** No number appears in logs. */
    @Override
    public String toString() {
        return "FeedTarget[" + system + "]";
    }
}
