package org.tsumugi.server.identityfeed;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;
import org.tsumugi.server.identityfeed.FeedJournal.Received;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.raw.Sha256;

/**
 * What messages are called. FHIR gives a message no time that could be relied on, so the name has the time of receiving; what comes
 * after another message has a later time, whatever clocks say.
 */
final class FeedNames {

    private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS");

    private final Clock clock;

    FeedNames(Clock clock) {
        this.clock = clock;
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
}
