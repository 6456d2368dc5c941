package org.tsumugi.server.monitor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a facility is doing.
 *
 * @param facility 10-digit medical institution code
 * @param name as the operators call it; null when nobody gave one
 * @param suspended whether it is shut out
 * @param lastReceivedAt when the latest new file came; null when none has
 * @param daysWithoutData whole days (Asia/Tokyo) since then on which it should have sent; null when nothing ever came
 * @param filesLastHour files of the last hour
 * @param filesLastDay files of the last 24 hours
 * @param bytesLastDay their size
 * @param pending files that wait to be mapped
 * @param lagSeconds how long the oldest of them has waited
 * @param quarantined files that are set aside
 * @param quarantineByCode the same by what is wrong with them
 * @param senders its sending applications
 * @param days what they say the last days came to, newest last
 * @param alarms what is open
 */
record FacilityHealth(
        String facility,
        @Nullable String name,
        boolean suspended,
        @Nullable Instant lastReceivedAt,
        @Nullable Long daysWithoutData,
        long filesLastHour,
        long filesLastDay,
        long bytesLastDay,
        long pending,
        long lagSeconds,
        long quarantined,
        Map<String, Long> quarantineByCode,
        List<Sender> senders,
        List<SenderDay> days,
        List<AlarmKind> alarms) {

    boolean needsAttention() {
        return !alarms.isEmpty();
    }

    /** What the senders said that the last day came to; empty when they never said anything. */
    Optional<SenderDay> lastDay() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.get(days.size() - 1));
    }

    /** Rules of the storage that the senders found broken on that day, by code. */
    Map<String, Long> violations() {
        return lastDay().map(SenderDay::violations).orElse(Map.of());
    }
}
