package org.tsumugi.testbed.trial;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.life.Citizen;

/**
 * The trial: everybody who lives on the first day is described on that day and again after some years, and is looked for among all
 * by exact matching. Persons are those who live on both days; who died meanwhile cannot be found and is not counted.
 *
 * <p>The default rates of change of the region are fitted with it, so that variant c finds 78 % of the persons after one year and
 * 25 % after ten, without errors of writing.
 */
public final class ExactTrial {

    private final Observer observer;
    private final int[] years;
    private final List<Snapshot> first = new ArrayList<>();
    private final List<List<@Nullable Snapshot>> later = new ArrayList<>();

    /**
     * Describes everybody.
     *
     * @param years after which they are looked for, none longer than the region's years
     */
    public ExactTrial(Region region, Observer observer, int... years) {
        this.observer = observer;
        this.years = years.clone();
        for (int i = 0; i < years.length; i++) {
            if (years[i] > region.settings().years()) {
                throw new IllegalArgumentException("the region does not live through " + years[i] + " years");
            }
            later.add(new ArrayList<>());
        }
        region.citizens(citizen -> describe(citizen, region.firstDay()));
    }

    /** One row for each variant and number of years, in this order. */
    public List<TrialRow> run(List<ExactVariant> variants) {
        List<TrialRow> rows = new ArrayList<>();
        for (ExactVariant variant : variants) {
            KeyIndex index = index(variant);
            for (int i = 0; i < years.length; i++) {
                rows.add(row(variant, index, years[i], later.get(i)));
            }
        }
        return rows;
    }

    private void describe(Citizen citizen, LocalDate firstDay) {
        if (!citizen.livesOn(firstDay)) {
            return;
        }
        first.add(observer.observe(citizen, firstDay, false));
        for (int i = 0; i < years.length; i++) {
            LocalDate day = firstDay.plusYears(years[i]);
            later.get(i).add(citizen.livesOn(day) ? observer.observe(citizen, day, true) : null);
        }
    }

    private KeyIndex index(ExactVariant variant) {
        KeyIndex index = new KeyIndex();
        for (int person = 0; person < first.size(); person++) {
            for (Set<Particular> alternative : variant.alternatives()) {
                for (long key : first.get(person).keys(alternative, false)) {
                    index.add(key, person);
                }
            }
        }
        return index;
    }

    private static TrialRow row(ExactVariant variant, KeyIndex index, int years, List<@Nullable Snapshot> snapshots) {
        int persons = 0;
        int matched = 0;
        long falsePairs = 0;
        for (int person = 0; person < snapshots.size(); person++) {
            Snapshot snapshot = snapshots.get(person);
            if (snapshot != null) {
                Set<Integer> found = found(variant, index, snapshot);
                persons++;
                matched += found.remove(person) ? 1 : 0;
                falsePairs += found.size();
            }
        }
        return new TrialRow(variant.name(), years, persons, matched, falsePairs);
    }

    private static Set<Integer> found(ExactVariant variant, KeyIndex index, Snapshot snapshot) {
        Set<Integer> found = new HashSet<>();
        for (Set<Particular> alternative : variant.alternatives()) {
            for (long key : snapshot.keys(alternative, variant.history())) {
                index.forEach(key, found::add);
            }
        }
        return found;
    }
}
