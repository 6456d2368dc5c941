package org.tsumugi.testbed.mpi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tsumugi.mpi.PatientRecord;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.link.LargeBlocks;
import org.tsumugi.testbed.population.PopulationSettings;
import org.tsumugi.testbed.population.Rates;
import org.tsumugi.testbed.population.Region;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.writing.ErrorRates;

/** All records of a region, each as written and in the form in which it is compared, with whose it is. */
final class Sample {

    private final String name;
    private final List<PatientRecord> written = new ArrayList<>();
    private final List<NormalRecord> normal = new ArrayList<>();
    private final List<Long> citizens = new ArrayList<>();
    private final Map<RecordKey, Integer> places = new HashMap<>();
    private final Truth truth;

    /** @param name of the rates of errors */
    Sample(String name, StudySettings settings, ErrorRates errors, Normalizer normalizer) {
        this.name = name;
        Region region = region(settings, errors);
        region.write(record -> {
            places.put(record.record().key(), written.size());
            written.add(record.record());
            normal.add(normalizer.normalize(record.record()));
            citizens.add(record.citizen());
        });
        this.truth = new Truth(region, citizens);
    }

    static Region region(StudySettings settings, ErrorRates errors) {
        return new Region(new PopulationSettings(
                settings.persons(),
                settings.facilities(),
                settings.seed(),
                settings.years(),
                new Rates(ChangeRates.standard(), errors)));
    }

    String name() {
        return name;
    }

    int size() {
        return written.size();
    }

    PatientRecord written(int place) {
        return written.get(place);
    }

    NormalRecord normal(int place) {
        return normal.get(place);
    }

    List<NormalRecord> normal() {
        return normal;
    }

    long citizen(int place) {
        return citizens.get(place);
    }

    int place(RecordKey key) {
        Integer place = places.get(key);
        if (place == null) {
            throw new IllegalArgumentException("not of this sample: " + key);
        }
        return place;
    }

    Truth truth() {
        return truth;
    }

    /** The numbers that are no evidence here. */
    LargeBlocks large(int largestBlock) {
        return LargeBlocks.among(normal, largestBlock);
    }

    /** All pairs there are, of which most share nothing. */
    long allPairs() {
        return (long) size() * (size() - 1) / 2;
    }

    /** The places of each citizen's records. */
    List<int[]> ofOneCitizen() {
        Map<Long, int[]> found = new TreeMap<>();
        for (int place = 0; place < size(); place++) {
            found.merge(citizen(place), new int[] {place}, Sample::joined);
        }
        return List.copyOf(found.values());
    }

    private static int[] joined(int[] one, int[] other) {
        int[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
