package org.tsumugi.testbed.population;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.Cover;
import org.tsumugi.testbed.population.life.CoverKind;
import org.tsumugi.testbed.population.life.District;
import org.tsumugi.testbed.population.life.Timeline.Since;
import org.tsumugi.testbed.population.name.TrueName;
import org.tsumugi.testbed.population.writing.Attendance.Patient;
import org.tsumugi.testbed.population.writing.Entry;

/** Counts while districts go by. */
final class CensusTaker {

    private final LocalDate firstDay;
    private final LocalDate lastDay;

    private long citizens;
    private long alive;
    private long households;
    private long twinPairs;
    private long sonsLikeFather;
    private long strangerPairs;
    private long renamed;
    private long foreign;
    private long usualNames;
    private long becameLateElderly;
    private long onWelfare;
    private long moved;
    private long renumbered;
    private long reusedNumbers;
    private long written;
    private long records;
    private long secondRecords;
    private long placeholderRecords;
    private long truePairs;

    CensusTaker(LocalDate firstDay, LocalDate lastDay) {
        this.firstDay = firstDay;
        this.lastDay = lastDay;
    }

    void visit(District district) {
        strangerPairs += district.strangerPairs();
        reusedNumbers += district.reusedNumbers();
        Set<Long> numbers = new HashSet<>();
        Map<Siblings, Integer> births = new HashMap<>();
        for (Citizen citizen : district.citizens()) {
            visit(citizen, numbers);
            citizen.mother().ifPresent(mother -> births.merge(siblings(citizen, mother), 1, Integer::sum));
        }
        households += numbers.size();
        births.values().forEach(count -> twinPairs += pairs(count));
    }

    void visit(Patient patient, Entry entry) {
        records++;
        secondRecords += patient.copy();
        placeholderRecords += entry.hasPlaceholder() ? 1 : 0;
    }

    /** All records of one citizen were visited. */
    void visitRecords(int ofCitizen) {
        written += ofCitizen > 0 ? 1 : 0;
        truePairs += pairs(ofCitizen);
    }

    Census result() {
        return new Census(
                citizens,
                alive,
                households,
                twinPairs,
                sonsLikeFather,
                strangerPairs,
                renamed,
                foreign,
                usualNames,
                becameLateElderly,
                onWelfare,
                moved,
                renumbered,
                reusedNumbers,
                written,
                records,
                secondRecords,
                placeholderRecords,
                truePairs);
    }

    private void visit(Citizen citizen, Set<Long> numbers) {
        TrueName name = citizen.names().last();
        citizens++;
        alive += citizen.livesOn(lastDay) ? 1 : 0;
        citizen.households().all().forEach(since -> numbers.add(since.value()));
        sonsLikeFather += citizen.father()
                        .filter(father -> isLike(name, father.names().last()))
                        .isPresent()
                ? 1
                : 0;
        renamed += isRenamed(citizen) ? 1 : 0;
        foreign += name.foreign() ? 1 : 0;
        usualNames += name.usual() == null ? 0 : 1;
        moved += citizen.homes().all().size() > 1 ? 1 : 0;
        visitCovers(citizen.covers().all().stream().map(Since::value).toList());
    }

    private void visitCovers(List<Cover> covers) {
        long late = covers.stream()
                .filter(cover -> cover.kind() == CoverKind.LATE_ELDERLY)
                .count();
        becameLateElderly += late > 0 && covers.get(0).kind() != CoverKind.LATE_ELDERLY ? 1 : 0;
        onWelfare += covers.contains(Cover.NONE) ? 1 : 0;
        renumbered += covers.stream()
                                .filter(Cover::hasNumber)
                                .map(Cover::withoutBranch)
                                .distinct()
                                .count()
                        > 1
                ? 1
                : 0;
    }

    private boolean isRenamed(Citizen citizen) {
        LocalDate change = citizen.names().lastChange(lastDay);
        return change != null && change.isAfter(firstDay);
    }

    private static boolean isLike(TrueName son, TrueName father) {
        return !son.foreign()
                && son.familyKana().equals(father.familyKana())
                && son.givenKana().equals(father.givenKana())
                && !son.given().equals(father.given());
    }

    private static Siblings siblings(Citizen citizen, Citizen mother) {
        return new Siblings(
                mother.id(),
                citizen.birthDate(),
                citizen.sex().name(),
                citizen.names().all().get(0).value().family(),
                citizen.households().all().get(0).value());
    }

    private static long pairs(long count) {
        return count * (count - 1) / 2;
    }

    private record Siblings(long mother, LocalDate birthDate, String sex, String family, long household) {}
}
