package org.tsumugi.server.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.Name;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.Unindexed;

/** What the index does not have yet, as the database has it at one moment. */
final class ChangedPersons {

    /** With more records than that the database is quicker to count all by itself. */
    private static final int MOST_RECORDS = 20_000;

    private static final int MOST_PATIENTS = 500;
    private static final int MOST_NAMES = 5_000;

    private final TransactionTemplate atOneMoment;
    private final SearchOutbox outbox;
    private final DocumentKeys keys;
    private final Documents documents;

    /** @param atOneMoment transactions that the others take part in */
    ChangedPersons(TransactionTemplate atOneMoment, SearchOutbox outbox, DocumentKeys keys, Documents documents) {
        this.atOneMoment = atOneMoment;
        this.outbox = outbox;
        this.keys = keys;
        this.documents = documents;
    }

    /** Rises each time before anything is written that a question would see. */
    long writings() {
        Long writings = atOneMoment.execute(status -> outbox.writings());
        return writings == null ? 0 : writings;
    }

    /**
     * All that waits.
     *
     * @param types names of records of these types
     * @return empty when it is too much
     */
    Optional<Unindexed> now(Collection<String> types) {
        Optional<Unindexed> now = atOneMoment.execute(status -> read(types));
        return now == null ? Optional.empty() : now;
    }

    private Optional<Unindexed> read(Collection<String> types) {
        List<UUID> waiting = outbox.patients(MOST_PATIENTS + 1);
        List<Name> names = types.isEmpty() ? List.of() : outbox.names(types, MOST_NAMES + 1);
        boolean few =
                waiting.size() <= MOST_PATIENTS && names.size() <= MOST_NAMES && keys.areWithin(waiting, MOST_RECORDS);
        return few ? Optional.of(new Unindexed(persons(waiting), new HashSet<>(names))) : Optional.empty();
    }

    private Map<String, Optional<PersonDocument>> persons(List<UUID> waiting) {
        Map<String, Optional<PersonDocument>> persons = new HashMap<>();
        if (!waiting.isEmpty()) {
            Set<String> concerned = keys.concerning(waiting);
            documents.of(concerned).forEach((key, document) -> persons.put(key, Optional.of(document)));
        }
        return persons;
    }
}
