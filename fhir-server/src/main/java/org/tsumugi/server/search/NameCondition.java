package org.tsumugi.server.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.NameTest.Mode;

/**
 * That a record bears a name, as it goes through HAPI: HAPI knows no such condition, so it goes in the place of an {@code _id}, as a text
 * that no reader can write.
 *
 * @param type FHIR resource type of the record
 * @param anyOf the name meets one of these
 */
record NameCondition(String type, List<NameTest> anyOf) {

    /** Made anew by each process, so that an {@code _id} that comes from outside is never taken for a condition. */
    private static final String MARK = "name." + UUID.randomUUID() + ".";

    private static final String SEPARATOR = ".";

    NameCondition {
        anyOf = List.copyOf(anyOf);
    }

    /** In the place of an {@code _id}. */
    String asId() {
        StringBuilder id = new StringBuilder(MARK).append(type);
        for (NameTest test : anyOf) {
            byte[] text = test.folded().getBytes(StandardCharsets.UTF_8);
            id.append(SEPARATOR)
                    .append(test.mode().name())
                    .append(SEPARATOR)
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(text));
        }
        return id.toString();
    }

    /** What stands in the place of an {@code _id}; empty where that is an {@code _id}. */
    static Optional<NameCondition> ofId(@Nullable String id) {
        if (id == null || !id.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] parts = id.substring(MARK.length()).split("\\.", -1);
        List<NameTest> anyOf = new ArrayList<>();
        for (int i = 1; i < parts.length; i += 2) {
            String text = new String(Base64.getUrlDecoder().decode(parts[i + 1]), StandardCharsets.UTF_8);
            anyOf.add(new NameTest(Mode.valueOf(parts[i]), text));
        }
        return Optional.of(new NameCondition(parts[0], anyOf));
    }
}
