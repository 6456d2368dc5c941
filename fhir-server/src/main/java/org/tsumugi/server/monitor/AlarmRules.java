package org.tsumugi.server.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When a facility's state is a reason to tell operators. Pure: the same facts give the same conditions. */
final class AlarmRules {

    /** How many days make the usual. */
    static final int USUAL_DAYS = 14;

    private static final long FEW = 20;
    private static final int FAR_MORE = 3;

    /** Senders report every five minutes and at every change. */
    private static final Duration REPORTS_EVERY = Duration.ofMinutes(30);

    /** Shorter troubles end by themselves: a restart here, a cut line there. */
    private static final Duration PASSING_TROUBLE = Duration.ofMinutes(15);

    /** A sender of which nothing was heard for so long when another one of the facility reported was replaced by it. */
    private static final Duration REPLACED_AFTER = Duration.ofDays(2);

    private final Duration silentAfter;
    private final Duration lag;

    /**
     * @param silentAfter what a facility without a value of its own is given
     * @param lag how long a file may wait
     */
    AlarmRules(Duration silentAfter, Duration lag) {
        this.silentAfter = silentAfter;
        this.lag = lag;
    }

    /**
     * What is known of one facility.
     *
     * @param quarantinedByDay files set aside now, by the day on which they came, the last 24 hours last
     */
    record Facts(
            FacilitySettings settings,
            FacilityCounts counts,
            long @Nullable [] quarantinedByDay,
            List<Sender> senders,
            List<SenderDay> days) {}

    List<Condition> of(Facts facts, Instant now) {
        List<Condition> conditions = new ArrayList<>();
        if (facts.settings().suspended()) {
            return conditions;
        }
        String facility = facts.settings().code();
        List<Sender> senders = inUse(facts.senders());
        add(conditions, facility, AlarmKind.SILENT, silent(facts, now));
        add(conditions, facility, AlarmKind.QUARANTINE_RISING, rising(facts.quarantinedByDay()));
        add(conditions, facility, AlarmKind.SENDER_ERRORS_RISING, rising(errorsByDay(facts.days())));
        add(conditions, facility, AlarmKind.SENDER_TROUBLE, trouble(senders, now));
        add(conditions, facility, AlarmKind.SENDER_LOST, lost(senders, now));
        add(conditions, facility, AlarmKind.LAGGING, lagging(facts.counts(), now));
        return conditions;
    }

    private static void add(
            Collection<Condition> conditions, String facility, AlarmKind kind, Optional<String> detail) {
        detail.ifPresent(text -> conditions.add(new Condition(facility, kind, text)));
    }

    /** A facility that never sent anything is not silent: it has not begun. */
    private Optional<String> silent(Facts facts, Instant now) {
        Instant last = facts.counts().lastReceivedAt();
        if (last == null) {
            return Optional.empty();
        }
        Duration expected = Objects.requireNonNullElse(facts.settings().silentAfter(), silentAfter);
        Duration silence = Expectation.silence(last, now, facts.settings().weekdaysOnly());
        return silence.compareTo(expected) > 0 ? Optional.of("last=" + seconds(last)) : Optional.empty();
    }

    private static Optional<String> rising(long @Nullable [] byDay) {
        if (byDay == null || byDay.length == 0) {
            return Optional.empty();
        }
        long last = byDay[byDay.length - 1];
        long usual = median(Arrays.copyOf(byDay, byDay.length - 1));
        return last >= FEW && last > FAR_MORE * usual
                ? Optional.of("24h=" + last + " usual=" + usual)
                : Optional.empty();
    }

    /** The last days of which there is a report, oldest first. */
    private static long[] errorsByDay(List<SenderDay> days) {
        return days.stream().mapToLong(SenderDay::errorCount).toArray();
    }

    private static long median(long[] values) {
        if (values.length == 0) {
            return 0;
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /**
     * Without those that never come back: a new host makes a new sender. What is compared is when each reported, not what time it is, so
     * that a replaced one does not come to life when the one that took its place is lost, too.
     */
    private static List<Sender> inUse(List<Sender> senders) {
        Instant latest =
                senders.stream().map(Sender::seenAt).max(Instant::compareTo).orElse(Instant.EPOCH);
        return senders.stream()
                .filter(sender -> Duration.between(sender.seenAt(), latest).compareTo(REPLACED_AFTER) < 0)
                .toList();
    }

    private static Optional<String> trouble(List<Sender> senders, Instant now) {
        return senders.stream()
                .filter(sender -> isInTrouble(sender, now))
                .map(sender -> "agent=" + sender.agent() + " state=" + sender.state()
                        + Optional.ofNullable(sender.trouble())
                                .map(code -> " trouble=" + code)
                                .orElse(""))
                .findFirst();
    }

    private static boolean isInTrouble(Sender sender, Instant now) {
        if (!sender.isBackingOff()) {
            return sender.trouble() != null;
        }
        Instant since = Objects.requireNonNullElse(sender.since(), sender.seenAt());
        return Duration.between(since, now).compareTo(PASSING_TROUBLE) > 0;
    }

    private static Optional<String> lost(List<Sender> senders, Instant now) {
        return senders.stream()
                .filter(sender -> !sender.isStopped())
                .filter(sender -> Duration.between(sender.seenAt(), now).compareTo(REPORTS_EVERY) > 0)
                .map(sender -> "agent=" + sender.agent() + " last=" + seconds(sender.seenAt()))
                .findFirst();
    }

    private Optional<String> lagging(FacilityCounts counts, Instant now) {
        Instant since = counts.pendingSince();
        return since != null && Duration.between(since, now).compareTo(lag) > 0
                ? Optional.of("pending=" + counts.pending() + " since=" + seconds(since))
                : Optional.empty();
    }

    /** Times are shown as a person in Japan reads them. */
    private static String seconds(Instant time) {
        return time.atZone(Expectation.JAPAN).toLocalDateTime().withNano(0).toString();
    }

    static <T> List<T> of(Map<String, List<T>> byFacility, String facility) {
        return byFacility.getOrDefault(facility, List.of());
    }
}
