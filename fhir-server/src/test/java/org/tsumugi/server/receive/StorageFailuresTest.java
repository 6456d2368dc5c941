package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.RawStores;

class StorageFailuresTest {

    @Test
    void refusalShouldBe507WhenTheRawStoreIsFull(@TempDir Path directory) throws IOException {
        RawStores.Place place = new RawStores.Place("", directory.resolve("raw"), directory, 0);
        Path keyFile = directory.resolve("raw.key");
        RawStores.openWithOwnKey(place, keyFile, Clock.systemUTC());
        RawStore full = RawStores.open(
                new RawStores.Place("", place.directory(), directory, Long.MAX_VALUE), keyFile, Clock.systemUTC());

        assertThatThrownBy(() -> full.put(List.of(RawStore.Content.of(new byte[1]))))
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertRefusal(StorageFailures.refusal(e), Failure.OUT_OF_SPACE));
    }

    @Test
    void refusalShouldBe503WhenTheRawStoreIsBroken() {
        assertRefusal(StorageFailures.refusal(new IOException("input/output error")), Failure.UNAVAILABLE);
    }

    @Test
    void refusalShouldBe507WhenTheDatabaseIsFull() {
        assertRefusal(
                StorageFailures.refusal(new IllegalStateException(new SQLException("full", "53100"))),
                Failure.OUT_OF_SPACE);
    }

    @Test
    void refusalShouldBe503WhenTheDatabaseIsAway() {
        assertRefusal(
                StorageFailures.refusal(
                        new DataAccessResourceFailureException("away", new SQLException("away", "08006"))),
                Failure.UNAVAILABLE);
    }

    @Test
    void refusalShouldLeaveDefectsAsTheyAre() {
        IllegalStateException defect = new IllegalStateException();

        assertThat(StorageFailures.refusal(defect)).isSameAs(defect);
    }

    private static void assertRefusal(RuntimeException refusal, Failure failure) {
        assertThat(refusal).isInstanceOfSatisfying(RefusedException.class, refused -> {
            assertThat(refused.failure()).isEqualTo(failure);
            assertThat(refused.retryAfter()).isNotNull();
        });
    }
}
