package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.datatype.Timestamp;

/** One stay while it is put together. */
final class Stay {

    /** When it began; null when no file says so. */
    final @Nullable When start;

    /** The admission, or its cancellation where the admission itself is not there. */
    @Nullable
    Said admission;

    /** What says when it ended. */
    @Nullable
    Said discharge;

    boolean cancelled;

    /** The rank of the last cancellation of the admission. */
    private int cancelledAt = -1;

    /** Plans of admission that it fulfils, in the order of their times. */
    final List<Said> plans = new ArrayList<>();

    /** Everything else that stands, in the order in which it was found. */
    final List<Said> movements = new ArrayList<>();

    /** Standing discharges that name exactly its admission. */
    final List<Said> ownDischarges = new ArrayList<>();

    /** Cancellations, and what they take back: they still say that the patient was there. */
    final List<Said> takenBack = new ArrayList<>();

    Stay(@Nullable When start) {
        this.start = start;
    }

    void cancel(Said cancellation) {
        cancelled = true;
        cancelledAt = cancellation.rank();
    }

    /** Whether it was not known to be cancelled when this was said; what was said before is taken back with it. */
    boolean stoodBefore(Said said) {
        return !cancelled || said.rank() < cancelledAt;
    }

    Timestamp startTime() {
        return Objects.requireNonNull(start).time();
    }

    boolean beganBy(Timestamp time) {
        return start != null && !Times.isBefore(time, start.time());
    }

    /** Whether it was over before this time by a discharge that is certainly its own. */
    boolean endedBefore(Timestamp time) {
        return ownDischarges.stream()
                .map(own -> own.what().discharge())
                .anyMatch(end -> end != null && Times.isBefore(end.time(), time));
    }

    boolean beganBefore(Timestamp time) {
        return start != null && Times.isBefore(start.time(), time);
    }

    /** Whether it had not ended before this time. */
    boolean lastsUntil(Timestamp time) {
        When end = end();
        return end == null || !Times.isBefore(end.time(), time);
    }

    /** Whether a discharge at this time can be this stay's: it has none yet, or one of the same day, which it corrects. */
    boolean canEndAt(Timestamp time) {
        When end = end();
        return end == null || Times.isSameDay(end.time(), time);
    }

    /** Takes a discharge, unless one that was said later is there already. */
    void close(Said end) {
        if (discharge == null || end.rank() > discharge.rank()) {
            discharge = end;
        }
    }

    @Nullable
    When end() {
        return discharge == null ? null : discharge.what().discharge();
    }

    boolean endsAfterItsStart() {
        When end = end();
        return start == null || end == null || !Times.isBefore(end.time(), start.time());
    }

    /** The first time that anything is known of: what a stay is known by that nobody says the beginning of. */
    Optional<When> firstMoment() {
        return Stream.concat(movements.stream().map(Said::at), Stream.ofNullable(end()))
                .min((a, b) -> a.time().normalised().compareTo(b.time().normalised()));
    }
}
