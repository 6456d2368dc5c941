package org.tsumugi.server.identityfeed;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.raw.Sha256;

/**
 * Which messages of a patient were received, and what the next one is called. FHIR gives a message no time that could be relied on, so
 * the name has the time of receiving; what comes after another message has a later time, whatever clocks say.
 */
final class FeedJournal {

    private static final String LAST = """
            select path, sha256 from tsumugi.storage_file where facility = ? and patient = ? and storage_key = ?
            order by sort_time desc, sha256 desc limit 1
            """;

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS");

    private final JdbcOperations jdbc;
    private final Clock clock;

    FeedJournal(JdbcOperations jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A message that was received. */
    record Received(IdentityFeedPath path, Sha256 sha256) {}

    /** The last message of a patient. */
    Optional<Received> last(String facility, String patient) {
        return jdbc
                .query(
                        LAST,
                        (row, number) -> new Received(path(row.getString(1)), Sha256.ofDigest(row.getBytes(2))),
                        facility,
                        patient,
                        IdentityFeedPath.storageKey(patient))
                .stream()
                .findFirst();
    }

    /** The name of a message: that of the last one when it is the same once more. */
    StorageName name(String patient, Format format, Sha256 content, Optional<Received> last) {
        if (last.isPresent()
                && last.get().sha256().equals(content)
                && last.get().path().format() == format) {
            return StorageName.of(last.get().path());
        }
        LocalDateTime now = LocalDateTime.now(clock.withZone(JAPAN));
        String time = last.map(before -> LocalDateTime.parse(before.path().transactionTime(), TIME)
                        .plus(1, ChronoUnit.MILLIS))
                .filter(now::isBefore)
                .orElse(now)
                .format(TIME);
        return StorageName.of(new IdentityFeedPath(
                patient, time, content.hex().substring(0, IdentityFeedPath.DIGEST_DIGITS), format));
    }

    private static IdentityFeedPath path(String path) {
        try {
            return (IdentityFeedPath)
                    StorageName.ofJournal(path).patientFile().orElseThrow();
        } catch (UnknownNameException e) {
            throw new IllegalStateException("the journal holds a name that is none", e);
        }
    }
}
