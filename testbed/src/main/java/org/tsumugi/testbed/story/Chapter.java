package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.story.Problem.Outcome;

/** One patient at one hospital, written day by day. */
final class Chapter {

    private static final double LABS_AT_VISIT = 0.45;
    private static final int LAB_EVERY_DAYS = 4;

    private final LocalDate today;
    private final Dice dice;
    private final Facility facility;
    private final OrderBook orders;
    private final Diary diary;
    private final Ward ward;
    private final LabOffice labs;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Prescription> prescriptions = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();

    Chapter(long seed, LocalDate today, Dice dice, Facility facility, Registration registration) {
        this.today = today;
        this.dice = dice;
        this.facility = facility;
        this.orders = new OrderBook(registration.patientNumber());
        this.diary = new Diary(dice, today);
        this.ward = new Ward(dice, facility, diary, today);
        this.labs = new LabOffice(new Laboratory(seed, registration.person()), dice, diary, orders);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    /** Years of appointments for diseases that stay. */
    void regularVisits(List<Disease> diseases) {
        SortedSet<LocalDate> days = diary.appointments();
        Map<Disease, LocalDate> since = new LinkedHashMap<>();
        Map<Disease, List<Drug>> drugs = new LinkedHashMap<>();
        for (Disease disease : diseases) {
            boolean later = !since.isEmpty() && dice.chance(0.3);
            LocalDate diagnosed = later ? diary.someDay() : diary.first();
            since.put(disease, diagnosed);
            drugs.put(disease, Pharmacy.choose(dice, disease));
            LocalDate onset = diagnosed.minusDays(dice.below(later ? 90 : 3000));
            problems.add(problem(disease, onset, diagnosed, outpatient(disease.department()), Optional.empty()));
        }
        Care care = outpatient(diseases.get(0).department());
        for (LocalDate day : days) {
            List<Disease> present = diseases.stream()
                    .filter(disease -> !day.isBefore(since.getOrDefault(disease, day)))
                    .toList();
            visit(day, care, present, drugs);
        }
    }

    /** Something that passes. */
    void acuteVisit(Disease disease) {
        LocalDate day = diary.someDay();
        Care care = outpatient(disease.department());
        LocalDateTime at = diary.at(day);
        Outcome outcome = new Outcome(day.plusDays(disease.days() + 2L), "F", "完全に回復");
        problems.add(problem(
                disease,
                day.minusDays(dice.between(0, 4)),
                day,
                care,
                outcome.on().isBefore(today) ? Optional.of(outcome) : Optional.empty()));
        if (!disease.panels().isEmpty() && dice.chance(0.7)) {
            labs.order(at, care, disease.panels(), Map.of(disease, 1.0));
        }
        prescribe(at, care, fullCourse(Pharmacy.choose(dice, disease), disease.days()));
    }

    /** Something that is looked for and not found. */
    void suspicion(Disease disease) {
        LocalDate day = diary.someDay();
        Care care = outpatient(disease.department());
        problems.add(problem(disease, day, day, care, Optional.empty()));
        labs.order(diary.at(day), care, disease.panels(), Map.of());
    }

    /** A stay in hospital, now and then one that was only entered. */
    void stay(Disease disease) {
        if (dice.chance(0.05)) {
            ward.cancelled(disease).ifPresent(stays::add);
            return;
        }
        ward.admit(disease).ifPresent(stay -> inHospital(disease, stay));
    }

    private void inHospital(Disease disease, Stay stay) {
        stays.add(stay);
        LocalDateTime end = stay.discharged().orElse(today.minusDays(1).atTime(9, 0));
        LocalDate admitted = stay.admitted().toLocalDate();
        problems.add(problem(
                disease,
                admitted.minusDays(dice.between(0, 3)),
                admitted,
                stay.care(),
                stay.discharged().map(time -> new Outcome(time.toLocalDate(), "R", "回復"))));
        double severity = 1;
        for (LocalDateTime at = stay.admitted().plusMinutes(40); at.isBefore(end); at = next(at)) {
            labs.order(at, stay.care(), disease.panels(), Map.of(disease, severity));
            severity *= 0.55;
        }
        int days = Math.max(1, Math.min(disease.days(), 14));
        prescribe(stay.admitted().plusMinutes(90), stay.care(), fullCourse(Pharmacy.choose(dice, disease), days));
    }

    private LocalDateTime next(LocalDateTime at) {
        return at.toLocalDate().plusDays(LAB_EVERY_DAYS).atTime(7, dice.between(0, 59));
    }

    private void visit(LocalDate day, Care care, List<Disease> present, Map<Disease, List<Drug>> drugs) {
        if (stays.stream().anyMatch(stay -> stay.covers(day))) {
            return;
        }
        LocalDateTime at = diary.at(day);
        Map<Drug, Integer> daysByDrug = new LinkedHashMap<>();
        Map<Disease, Double> illness = new LinkedHashMap<>();
        List<String> panels = new ArrayList<>();
        int days = dice.pick(List.of(28, 28, 56));
        for (Disease disease : present) {
            drugs.getOrDefault(disease, List.of()).forEach(drug -> daysByDrug.putIfAbsent(drug, days));
            panels.addAll(disease.panels());
            illness.put(disease, day.equals(diary.first()) ? 1.2 : 0.6);
        }
        if (!panels.isEmpty() && (day.equals(diary.first()) || dice.chance(LABS_AT_VISIT))) {
            labs.order(at.minusMinutes(50), care, panels, illness);
        }
        prescribe(at, care, daysByDrug);
    }

    private void prescribe(LocalDateTime at, Care care, Map<Drug, Integer> daysByDrug) {
        if (!daysByDrug.isEmpty()) {
            prescriptions.add(new Prescription(orders.next(), at, care, Pharmacy.dispense(daysByDrug)));
        }
    }

    private static Map<Drug, Integer> fullCourse(List<Drug> drugs, int days) {
        Map<Drug, Integer> course = new LinkedHashMap<>();
        drugs.forEach(drug -> course.put(drug, days));
        return course;
    }

    private Care outpatient(Department department) {
        return new Care(department, facility.doctor(dice, department), Optional.empty());
    }

    private Problem problem(
            Disease disease, LocalDate onset, LocalDate diagnosed, Care care, Optional<Outcome> outcome) {
        return new Problem(orders.next(), disease, Modifiers.of(dice, disease), onset, diagnosed, care, false, outcome);
    }

    /** In the order in which they were entered; the main one is the first chronic one, or the first. */
    private List<Problem> listed() {
        List<Problem> list = new ArrayList<>(problems);
        list.sort(Comparator.comparing(Problem::diagnosed));
        Problem main = list.stream()
                .filter(problem -> problem.disease().kind() == Disease.Kind.CHRONIC)
                .findFirst()
                .orElse(list.get(0));
        list.replaceAll(problem -> problem == main ? problem.asMain() : problem);
        return list;
    }

    PatientStory close(Care care, List<String> allergies) {
        LocalDateTime first = diary.first().atTime(8, 40).plusMinutes(dice.below(20));
        return new PatientStory(
                first,
                today.minusDays(1).atTime(17, 0),
                care,
                allergies,
                listed(),
                prescriptions,
                labs.orders(),
                stays);
    }
}
