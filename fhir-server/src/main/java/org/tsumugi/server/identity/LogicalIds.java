package org.tsumugi.server.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Logical ids of Patients, which are UUIDs in their one usual form. */
final class LogicalIds {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private LogicalIds() {}

    /** Empty for an id of another form, which no Patient has. */
    static Optional<UUID> parse(@Nullable String id) {
        return id != null && FORM.matcher(id).matches() ? Optional.of(UUID.fromString(id)) : Optional.empty();
    }
}
