package org.tsumugi.server.mpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.tsumugi.mpi.RecordKey;

/** What questions to the index see while it changes. */
class PersonsIT {

    private final PersonRig rig = new PersonRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void questionShouldSeeOneMomentWhateverIsDecidedMeanwhile() {
        rig.feed(PersonRig.insured("a", "1"));
        long person = rig.personOf("a");

        List<Object> seen = rig.persons.ask(store -> {
            Map<Long, Set<RecordKey>> first = store.members(List.of(person));
            CompletableFuture.runAsync(() -> rig.feed(PersonRig.insured("b", "1")))
                    .join();
            return List.of(first, store.members(List.of(person)), rig.partition());
        });

        Map<Long, Set<RecordKey>> alone = Map.of(person, Set.of(PersonRig.key("a")));
        assertThat(seen).containsExactly(alone, alone, Map.of(PersonRig.id("a").toString(), person));
        assertThat(rig.partition()).hasSize(2);
    }

    @Test
    void questionShouldChangeNothing() {
        rig.feed(PersonRig.insured("a", "1"));

        assertThatThrownBy(() -> rig.persons.ask(store -> rig.jdbc.update("delete from tsumugi.person_record")))
                .isInstanceOf(DataAccessException.class);

        assertThat(rig.partition()).hasSize(1);
    }
}
