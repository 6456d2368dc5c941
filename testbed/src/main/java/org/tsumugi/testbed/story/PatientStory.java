package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Everything one hospital knows of one patient.
 *
 * @param firstContact when the patient was registered
 * @param lastContact the last thing that happened
 * @param care who looks after the patient mainly
 * @param visits to the clinic, in the order in which they were thought of
 * @param stays every admission, also those taken back
 * @param courses what happened during stays that took place
 * @param bookings of stays, also those that were dropped
 */
public record PatientStory(
        LocalDateTime firstContact,
        LocalDateTime lastContact,
        Care care,
        List<Allergy> allergies,
        List<Problem> problems,
        List<Visit> visits,
        List<DoctorChange> doctorChanges,
        List<Prescription> prescriptions,
        List<LabOrder> labOrders,
        List<CultureOrder> cultures,
        List<ExamOrder> exams,
        List<InjectionOrder> injections,
        List<MealOrder> meals,
        List<Stay> stays,
        List<Course> courses,
        List<Booking> bookings) {

    public PatientStory {
        allergies = List.copyOf(allergies);
        problems = List.copyOf(problems);
        visits = List.copyOf(visits);
        doctorChanges = List.copyOf(doctorChanges);
        prescriptions = List.copyOf(prescriptions);
        labOrders = List.copyOf(labOrders);
        cultures = List.copyOf(cultures);
        exams = List.copyOf(exams);
        injections = List.copyOf(injections);
        meals = List.copyOf(meals);
        stays = List.copyOf(stays);
        courses = List.copyOf(courses);
        bookings = List.copyOf(bookings);
    }
}
