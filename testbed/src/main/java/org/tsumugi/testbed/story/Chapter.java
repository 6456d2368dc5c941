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
    private final List<Course> courses = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();
    private final List<DoctorChange> doctorChanges = new ArrayList<>();
    private final Courses courseOf;
    private final Services services;

    Chapter(long seed, LocalDate today, Dice dice, Facility facility, Registration registration) {
        this.today = today;
        this.dice = dice;
        this.facility = facility;
        this.orders = new OrderBook(registration.patientNumber());
        this.diary = new Diary(dice, today);
        this.ward = new Ward(dice, facility, diary, today);
        this.labs = new LabOffice(new Laboratory(seed, registration.person()), dice, diary, orders);
        Dice more = Dice.of(seed, "services", registration.person().index(), facility.index());
        this.courseOf = new Courses(more, facility, today);
        this.services = new Services(more, facility, orders, today);
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
        Optional<DoctorChange> change = doctorChange(care);
        for (LocalDate day : days) {
            List<Disease> present = diseases.stream()
                    .filter(disease -> !day.isBefore(since.getOrDefault(disease, day)))
                    .toList();
            visit(day, careOn(day, care, change), present, drugs);
        }
    }

    private Optional<DoctorChange> doctorChange(Care before) {
        if (!dice.chance(0.15)) {
            return Optional.empty();
        }
        Care after = outpatient(before.department());
        LocalDateTime at = diary.someDay().atTime(17, dice.below(60));
        DoctorChange change = new DoctorChange(at, before, after, dice.chance(0.2));
        doctorChanges.add(change);
        return Optional.of(change);
    }

    private static Care careOn(LocalDate day, Care before, Optional<DoctorChange> change) {
        return change.filter(made -> !made.takenBack() && day.isAfter(made.at().toLocalDate()))
                .map(DoctorChange::after)
                .orElse(before);
    }

    /** Something that passes. */
    void acuteVisit(Disease disease) {
        LocalDate day = dayOutside();
        Care care = outpatient(disease.department());
        LocalDateTime at = diary.at(day);
        comes(at, care);
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
        services.inTheClinic(disease, at.plusMinutes(5), care);
    }

    /** Something that is looked for and not found. */
    void suspicion(Disease disease) {
        LocalDate day = dayOutside();
        Care care = outpatient(disease.department());
        LocalDateTime at = diary.at(day);
        comes(at, care);
        problems.add(problem(disease, day, day, care, Optional.empty()));
        labs.order(at, care, disease.panels(), Map.of());
        services.inTheClinic(disease, at.plusMinutes(5), care);
        if (dice.chance(0.2)) {
            services.drops(
                    at.plusMinutes(30),
                    new Care(care.department(), care.doctor(), Optional.of(facility.bed(dice, care.department()))));
        }
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
        Course course = courseOf.of(stay, disease);
        courses.add(course);
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
            if (!course.awayAt(at)) {
                labs.order(at, course.careAt(at), disease.panels(), Map.of(disease, severity));
            }
            severity *= 0.55;
        }
        int days = Math.max(1, Math.min(disease.days(), 14));
        prescribe(stay.admitted().plusMinutes(90), stay.care(), fullCourse(Pharmacy.choose(dice, disease), days));
        services.onTheWard(course, end);
    }

    /** Registered at the desk, well before anything happens. */
    private void comes(LocalDateTime at, Care care) {
        visits.add(new Visit(at.minusMinutes(dice.between(55, 75)).withSecond(0), care));
    }

    /** A day on which the patient is not in hospital, as far as a few tries find one. */
    private LocalDate dayOutside() {
        LocalDate day = diary.someDay();
        for (int i = 0; i < 5 && inHospitalOn(day); i++) {
            day = diary.someDay();
        }
        return day;
    }

    private boolean inHospitalOn(LocalDate day) {
        return stays.stream().anyMatch(stay -> stay.covers(day));
    }

    private LocalDateTime next(LocalDateTime at) {
        return at.toLocalDate().plusDays(LAB_EVERY_DAYS).atTime(7, dice.between(0, 59));
    }

    private void visit(LocalDate day, Care care, List<Disease> present, Map<Disease, List<Drug>> drugs) {
        if (inHospitalOn(day)) {
            return;
        }
        LocalDateTime at = diary.at(day);
        comes(at.minusMinutes(10), care);
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
            if (dice.chance(0.03)) {
                labs.cancelAndRepeatLast();
            }
        }
        prescribe(at, care, daysByDrug);
        services.atAnAppointment(present, at.plusMinutes(5), care, day.equals(diary.first()));
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

    PatientStory close(Care care, List<Allergy> allergies) {
        LocalDateTime first = diary.first().atTime(8, 40).plusMinutes(dice.below(20));
        visits.addAll(services.visits());
        return new PatientStory(
                first,
                today.minusDays(1).atTime(17, 0),
                care,
                allergies,
                listed(),
                visits,
                doctorChanges,
                prescriptions,
                labs.orders(),
                services.cultures(),
                services.exams(),
                services.injections(),
                services.meals(),
                stays,
                courses,
                services.bookings());
    }
}
