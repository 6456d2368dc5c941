package org.tsumugi.server.store;

import java.util.Collection;
import java.util.UUID;

/** Arrays in the form that the PostgreSQL driver takes as parameters. */
final class SqlArrays {

    private SqlArrays() {}

    static Object uuids(Collection<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }

    static Object longs(Collection<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
