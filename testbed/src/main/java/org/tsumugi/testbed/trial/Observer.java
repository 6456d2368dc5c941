package org.tsumugi.testbed.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.mpi.PersonName;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.name.TrueName;
import org.tsumugi.testbed.population.writing.Attendance.Patient;
import org.tsumugi.testbed.population.writing.Entry;

/** Says what is known of a person on a day. The numbers that the person had before are always the insurers', without mistakes. */
public abstract class Observer {

    private Observer() {}

    /** The truth: nothing is mistaken, and only what changed in the life differs. */
    public static Observer ofTruth() {
        return new Truth();
    }

    /**
     * What a facility writes that was drawn for the person and the day, with its mistakes and missing characters; width, kana and
     * notation of dates and numbers are taken as made equal before the comparison.
     */
    public static Observer ofFacilities(Region region) {
        return new Facilities(region);
    }

    abstract Entry entry(Citizen citizen, LocalDate day, boolean later);

    final Snapshot observe(Citizen citizen, LocalDate day, boolean later) {
        return Snapshot.of(entry(citizen, day, later));
    }

    private static final class Truth extends Observer {

        @Override
        Entry entry(Citizen citizen, LocalDate day, boolean later) {
            TrueName name = citizen.names().on(day);
            return new Entry(
                    List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, name.family(), name.given())),
                    citizen.sex(),
                    citizen.birthDate(),
                    later
                            ? citizen.covers().until(day)
                            : List.of(citizen.covers().on(day)),
                    citizen.homes().on(day).postalCode(),
                    List.of());
        }
    }

    private static final class Facilities extends Observer {

        private final Region region;

        Facilities(Region region) {
            this.region = region;
        }

        @Override
        Entry entry(Citizen citizen, LocalDate day, boolean later) {
            Dice dice = Dice.of(region.settings().seed(), "trial", citizen.id(), day.toEpochDay());
            int facility = dice.below(region.settings().facilities());
            Entry entry =
                    region.registrar().enter(citizen, new Patient(facility, 0, List.of(day)), region.habits(facility));
            return later ? withHistory(entry, citizen, day) : entry;
        }

        /** The present insurance stays last, also when the facility wrote none. */
        private static Entry withHistory(Entry entry, Citizen citizen, LocalDate day) {
            List<Cover> covers = new ArrayList<>(citizen.covers().until(day));
            covers.add(entry.covers().isEmpty() ? Cover.NONE : entry.covers().get(0));
            return new Entry(entry.names(), entry.sex(), entry.birthDate(), covers, entry.postalCode(), entry.phones());
        }
    }
}
