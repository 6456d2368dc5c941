package org.tsumugi.hl7v2.stay;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Encounter.EncounterLocationStatus;
import org.hl7.fhir.r4.model.Encounter.EncounterStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.Contribution;

/** Made-up histories of a patient: one to three stays with everything in them; in any order of arrival, and with files missing. */
class StayPropertiesTest {

    private static final int HISTORIES = 1500;
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyyMMddHHmm");

    private final IParser json = FhirContext.forR4Cached().newJsonParser();

    /** A stay as it was, and what was said of it. */
    private static final class History {
        private final Random random;
        private final List<Told> told = new ArrayList<>();
        private final List<String> lastStatus = new ArrayList<>();
        private final List<String> lastPlace = new ArrayList<>();
        private LocalDateTime now = LocalDateTime.of(2026, 1, 1, 9, 0);

        History(long seed) {
            random = new Random(seed);
            int stays = 1 + random.nextInt(3);
            for (int i = 0; i < stays; i++) {
                stay(i == stays - 1);
            }
        }

        private String later() {
            now = now.plusHours(1L + random.nextInt(40)).plusMinutes(random.nextInt(60));
            return now.format(MINUTES);
        }

        private void stay(boolean last) {
            now = now.plusDays(3 + random.nextInt(20));
            if (random.nextBoolean()) {
                String planned = now.plusHours(1).format(MINUTES);
                told.add(Told.that(Movement.ADMISSION_PLAN, planned).to("W9"));
                if (random.nextInt(4) == 0) {
                    told.add(Told.cancelled(Movement.ADMISSION_PLAN, planned));
                }
            }
            String start = later();
            String ward = "W" + random.nextInt(5);
            told.add(Told.that(Movement.ADMISSION, start).to(ward).by("A"));
            String status = "arrived";
            int movements = random.nextInt(6);
            for (int i = 0; i < movements; i++) {
                String at = later();
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        String next = "W" + random.nextInt(5);
                        Told transfer =
                                Told.that(Movement.TRANSFER, at).from(ward).to(next);
                        told.add(named(transfer, start));
                        if (random.nextInt(4) == 0) {
                            told.add(named(Told.cancelled(Movement.TRANSFER, at), start));
                            status = status.equals("onleave") ? status : "in-progress";
                        } else {
                            ward = next;
                            status = "in-progress";
                        }
                    }
                    case 2 -> {
                        told.add(named(Told.that(Movement.LEAVE, at).to(ward), start));
                        status = "onleave";
                        if (random.nextBoolean()) {
                            String back = later();
                            told.add(named(Told.that(Movement.RETURN, back).to(ward), start));
                            status = "in-progress";
                            if (random.nextInt(3) == 0) {
                                told.add(named(Told.cancelled(Movement.RETURN, back), start));
                                status = "onleave";
                            }
                        }
                    }
                    case 3 -> {
                        told.add(named(Told.that(Movement.DOCTOR_CHANGE, at).by("D" + i), start));
                        status = status.equals("onleave") ? status : "in-progress";
                    }
                    case 4 -> {
                        told.add(named(
                                Told.that(
                                                Movement.TRANSFER_PLAN,
                                                now.plusDays(2).format(MINUTES))
                                        .recorded(at)
                                        .to(ward)
                                        .pending("W7"),
                                start));
                        status = status.equals("onleave") ? status : "in-progress";
                    }
                    default -> {
                        told.add(named(
                                Told.that(
                                                Movement.DISCHARGE_PLAN,
                                                now.plusDays(2).format(MINUTES))
                                        .recorded(at),
                                start));
                        status = status.equals("onleave") ? status : "in-progress";
                    }
                }
            }
            if (!last || random.nextBoolean()) {
                String end = later();
                told.add(named(Told.that(Movement.DISCHARGE, end).to(ward), start));
                status = "finished";
                if (last && random.nextInt(3) == 0) {
                    told.add(named(Told.cancelled(Movement.DISCHARGE, end), start));
                    told.add(named(Told.that(Movement.DISCHARGE, end).to(ward), start));
                }
            }
            if (last && random.nextInt(8) == 0) {
                told.add(Told.cancelled(Movement.ADMISSION, start));
                status = "cancelled";
            }
            lastStatus.add(status);
            lastPlace.add(ward);
        }

        private Told named(Told movement, String start) {
            return random.nextInt(3) == 0 ? movement : movement.ofStay(start);
        }
    }

    @Test
    void completeHistoriesShouldEndAsTheyWere() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new History(seed);
            List<Encounter> stays = Told.merged(history.told).stream()
                    .filter(encounter -> encounter.getLocation().stream()
                            .anyMatch(place -> place.getStatus() != EncounterLocationStatus.PLANNED))
                    .toList();
            assertThat(stays).as("seed " + seed).hasSameSizeAs(history.lastStatus);
            for (int i = 0; i < stays.size(); i++) {
                String status = stays.get(i).getStatus().toCode();
                assertThat(status).as("seed " + seed + " stay " + i).isEqualTo(history.lastStatus.get(i));
                if (!status.equals("cancelled")) {
                    assertThat(present(stays.get(i)))
                            .as("seed " + seed + " stay " + i)
                            .isEqualTo(history.lastPlace.get(i));
                }
            }
        }
    }

    /** Where the patient has a bed, or had the last. */
    private static String present(Encounter stay) {
        return stay.getLocation().stream()
                .filter(place -> place.getStatus() != EncounterLocationStatus.PLANNED)
                .reduce((earlier, later) -> later)
                .orElseThrow()
                .getLocation()
                .getDisplay();
    }

    /** The server sorts by transaction time before it merges, so what can differ is which files are there. */
    @Test
    void anySubsetShouldGiveValidEncountersAndAlwaysTheSame() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            List<Told> told = new History(seed).told;
            Random random = new Random(seed);
            List<Integer> kept = IntStream.range(0, told.size())
                    .filter(i -> random.nextInt(3) > 0)
                    .boxed()
                    .collect(Collectors.toCollection(ArrayList::new));
            String once = check(told, kept, seed);
            List<Integer> arrived = new ArrayList<>(kept);
            Collections.shuffle(arrived, random);
            assertThat(check(told, arrived, seed)).as("seed " + seed).isEqualTo(once);
            kept.addAll(List.copyOf(kept));
            assertThat(ids(merged(told, kept)))
                    .as("seed " + seed + ", every file twice")
                    .isEqualTo(ids(merged(told, arrived)));
        }
    }

    private String check(List<Told> told, List<Integer> files, long seed) {
        List<Resource> encounters = merged(told, files);
        StringBuilder all = new StringBuilder();
        Set<String> ids = new HashSet<>();
        for (Resource resource : encounters) {
            Encounter encounter = (Encounter) resource;
            assertThat(ids.add(encounter.getId())).as("seed " + seed + " id").isTrue();
            assertValid(encounter, "seed " + seed);
            all.append(json.encodeResourceToString(encounter)).append('\n');
        }
        return all.toString();
    }

    private static List<Resource> merged(List<Told> told, List<Integer> files) {
        List<Contribution> contributions = files.stream()
                .sorted()
                .<Contribution>map(i -> told.get(i).said())
                .toList();
        return Stays.merge(Told.GROUP, contributions);
    }

    private static Set<String> ids(List<Resource> resources) {
        return resources.stream()
                .map(one -> one.getId() + " " + ((Encounter) one).getStatus() + " "
                        + ((Encounter) one).getLocation().size())
                .collect(Collectors.toSet());
    }

    private static void assertValid(Encounter encounter, String what) {
        assertOrder(encounter.getPeriod(), what);
        encounter.getLocation().forEach(place -> {
            assertOrder(place.getPeriod(), what);
            assertThat(place.hasStatus()).as(what).isTrue();
        });
        encounter.getStatusHistory().forEach(past -> {
            assertThat(past.getPeriod().isEmpty()).as(what).isFalse();
            assertOrder(past.getPeriod(), what);
        });
        encounter.getParticipant().forEach(one -> assertOrder(one.getPeriod(), what));
        long active = encounter.getLocation().stream()
                .filter(place -> place.getStatus() == EncounterLocationStatus.ACTIVE)
                .count();
        assertThat(active).as(what + " active places").isLessThanOrEqualTo(1);
        boolean over =
                Set.of(EncounterStatus.FINISHED, EncounterStatus.CANCELLED).contains(encounter.getStatus());
        if (over) {
            assertThat(active)
                    .as(what + " active places of a stay that is over")
                    .isZero();
        }
        assertThat(encounter.getContained()).as(what).hasSameSizeAs(encounter.getLocation());
        assertThat(encounter.hasClass_()).isTrue();
        assertThat(encounter.hasSubject()).isTrue();
    }

    private static void assertOrder(Period period, String what) {
        if (period.hasStart() && period.hasEnd()) {
            assertThat(period.getStart()).as(what).isBeforeOrEqualTo(period.getEnd());
        }
    }
}
