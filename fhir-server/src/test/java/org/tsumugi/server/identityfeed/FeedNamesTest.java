package org.tsumugi.server.identityfeed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;
import org.tsumugi.server.identityfeed.FeedJournal.Received;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.raw.Sha256;

class FeedNamesTest {

    private static final Sha256 ONE = Sha256.of("one".getBytes(StandardCharsets.US_ASCII));
    private static final Sha256 TWO = Sha256.of("two".getBytes(StandardCharsets.US_ASCII));

    @Test
    void nameShouldHaveTheTimeOfReceivingInJapan() {
        StorageName name = at("2026-03-31T23:59:59.123Z").name("7", Format.JSON, ONE, Optional.empty());

        assertThat(name.path())
                .isEqualTo("identity-feed/7/20260401085959123_" + ONE.hex().substring(0, 16) + ".json");
    }

    @Test
    void nameShouldBeLaterThanTheLastOneThoughTheClockIsNot() {
        assertThat(time(at("2026-04-01T00:00:00Z"), "20260401090000000")).isEqualTo("20260401090000001");
        assertThat(time(at("2026-04-01T00:00:00Z"), "20261231235959999")).isEqualTo("20270101000000000");
        assertThat(time(at("2026-04-01T00:00:00Z"), "20260401085959998")).isEqualTo("20260401090000000");
    }

    @Test
    void nameShouldBeTheLastOneWhenTheSameIsSentAgain() {
        Received last = received("20250101000000000", ONE);

        assertThat(at("2026-04-01T00:00:00Z").name("7", Format.JSON, ONE, Optional.of(last)))
                .isEqualTo(StorageName.of(last.path()));
        assertThat(at("2026-04-01T00:00:00Z").name("7", Format.XML, ONE, Optional.of(last)))
                .isNotEqualTo(StorageName.of(last.path()));
    }

    private static String time(FeedNames names, String last) {
        return names.name("7", Format.JSON, TWO, Optional.of(received(last, ONE)))
                .patientFile()
                .orElseThrow()
                .transactionTime();
    }

    private static Received received(String time, Sha256 content) {
        return new Received(new IdentityFeedPath("7", time, content.hex().substring(0, 16), Format.JSON), content);
    }

    private static FeedNames at(String instant) {
        return new FeedNames(Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
    }
}
