package org.tsumugi.hl7v2.stay;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationComponent;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Location;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.stay.StayContribution.Content;

/**
 * Where a patient was, told in the order of time. The place that the patient has is {@code active}; while on leave it is {@code
 * reserved}, and where the patient then is, if that is known, is {@code active}. A place that is named without saying since when
 * is one to which nobody said the transfer: it has no start, and the one before no end.
 */
final class LocationHistory {

    private static final class Entry {
        private final Location place;
        private @Nullable Reference department;
        private @Nullable When start;
        private @Nullable When end;
        private EncounterLocationStatus status = EncounterLocationStatus.COMPLETED;

        Entry(Location place, @Nullable Reference department, @Nullable When start) {
            this.place = place;
            this.department = department;
            this.start = start;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private @Nullable Entry current;
    private @Nullable Entry away;
    private boolean onLeave;

    /** The patient came to the place at this time. */
    void move(Content content, When at) {
        endOfLeave(at);
        take(content.place(), content.previous(), content.department(), at);
    }

    /** The patient was at the place. */
    void observe(Content content) {
        take(content.place(), content.previous(), content.department(), null);
    }

    /** The patient left for a while. A previous place (PV1-6) is the bed that is kept, and the place (PV1-3) where the patient is. */
    void leave(Content content, When at) {
        Location place = content.place();
        Location bed = content.previous() == null ? place : content.previous();
        take(bed, null, content.previous() == null ? content.department() : null, null);
        endOfLeave(at);
        onLeave = true;
        if (content.previous() != null && place != null) {
            away = add(new Entry(place, content.department(), at));
        }
    }

    /** The patient came back, to the same bed or to another. */
    void comeBack(Content content, When at) {
        Location previous = content.previous();
        boolean isTheBed = previous != null && current != null && PointOfCare.isSame(current.place, previous);
        if (away == null && previous != null && !isTheBed) {
            add(new Entry(previous, null, null)).end = at;
        }
        endOfLeave(at);
        take(content.place(), null, content.department(), at);
    }

    private void endOfLeave(When at) {
        if (away != null) {
            away.end = at;
            away = null;
        }
        onLeave = false;
    }

    private void take(
            @Nullable Location place,
            @Nullable Location previous,
            @Nullable Reference department,
            @Nullable When since) {
        Entry now = current;
        if (now != null && place != null && PointOfCare.isSame(now.place, place)) {
            if (isSame(now.department, department) || since == null) {
                now.department = now.department == null ? department : now.department;
                return;
            }
        }
        boolean cameFromElsewhere = previous != null && (now == null || !PointOfCare.isSame(now.place, previous));
        if (previous != null && cameFromElsewhere && !isKnown(previous, since)) {
            add(new Entry(previous, null, null)).end = since;
        } else if (now != null && place != null) {
            now.end = since;
        }
        if (place != null) {
            current = add(new Entry(place, department, since));
        }
    }

    /** Where no time is said, a place that was known before need not be one that the patient was at again. */
    private boolean isKnown(Location place, @Nullable When since) {
        return since == null && entries.stream().anyMatch(entry -> PointOfCare.isSame(entry.place, place));
    }

    private static boolean isSame(@Nullable Reference one, @Nullable Reference other) {
        return one == null
                || other == null
                || String.valueOf(one.getReference()).equals(String.valueOf(other.getReference()));
    }

    /** What a plan says of the place that the patient has: only what is not known anyway. */
    void mention(@Nullable Location place, @Nullable Reference department) {
        if (place != null && entries.stream().noneMatch(entry -> PointOfCare.isSame(entry.place, place))) {
            Entry mentioned = new Entry(place, department, null);
            entries.add(0, mentioned);
            current = current == null ? mentioned : current;
        }
    }

    /** The patient went, at this time if it is known. */
    void end(@Nullable When at) {
        if (away != null) {
            away.end = at;
        }
        if (current != null) {
            current.end = at;
        }
        away = null;
        current = null;
    }

    /** A place that is kept for later. To be told last. */
    void plan(Location place, @Nullable Reference department, When at) {
        add(new Entry(place, department, at)).status = EncounterLocationStatus.PLANNED;
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        return entry;
    }

    void writeTo(Encounter encounter) {
        if (current != null) {
            current.status = onLeave ? EncounterLocationStatus.RESERVED : EncounterLocationStatus.ACTIVE;
        }
        if (away != null) {
            away.status = EncounterLocationStatus.ACTIVE;
        }
        for (Entry entry : entries) {
            Location contained = Copies.of(entry.place);
            contained.setId("place-" + (encounter.getLocation().size() + 1));
            encounter.addContained(contained);
            EncounterLocationComponent location = encounter
                    .addLocation()
                    .setLocation(
                            new Reference("#" + contained.getIdElement().getIdPart()).setDisplay(entry.place.getName()))
                    .setStatus(entry.status)
                    .setPeriod(Times.period(entry.start, entry.end));
            if (entry.department != null) {
                location.addExtension(TsumugiExtensions.url("department"), Copies.of(entry.department));
            }
        }
    }
}
