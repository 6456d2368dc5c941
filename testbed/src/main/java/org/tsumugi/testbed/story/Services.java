package org.tsumugi.testbed.story;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.facility.Facility;

/** What the house does for one patient besides drugs and laboratory, as the diseases' care plans say. */
final class Services {

    private static final int FLU_FROM_MONTH = 10;
    private static final int CULTURE_DAYS = 4;

    private final Dice dice;
    private final LocalDate today;
    private final Kitchen kitchen;
    private final InjectionRoom injections;
    private final ExamDesk exams;
    private final CultureBench cultures;
    private final Bookings bookings;

    Services(Dice dice, Facility facility, OrderBook numbers, LocalDate today) {
        this.dice = dice;
        this.today = today;
        this.kitchen = new Kitchen(dice, numbers);
        this.injections = new InjectionRoom(dice, numbers);
        this.exams = new ExamDesk(dice, facility, numbers, today);
        this.cultures = new CultureBench(dice, numbers);
        this.bookings = new Bookings(dice);
    }

    void onTheWard(Course course, LocalDateTime end) {
        CarePlan plan = CarePlan.of(course.disease());
        LocalDateTime admitted = course.stay().admitted();
        bookings.of(course.stay(), course.disease());
        kitchen.feed(course, plan.meals(), end);
        injections.treat(course, plan.injections(), end);
        exams.order(plan.exams(), admitted.plusMinutes(25), course.stay().care());
        culture(plan, admitted.plusMinutes(50), course.stay().care());
    }

    void inTheClinic(Disease disease, LocalDateTime at, Care care) {
        CarePlan plan = CarePlan.of(disease);
        exams.order(plan.exams(), at, care);
        culture(plan, at, care);
        for (String injection : plan.injections()) {
            if (dice.chance(0.4)) {
                injections.giveNow(injection, at, care);
            }
        }
    }

    void atAnAppointment(List<Disease> diseases, LocalDateTime at, Care care, boolean first) {
        for (Disease disease : diseases) {
            if (dice.chance(first ? 0.35 : 0.05)) {
                inTheClinic(disease, at, care);
            }
        }
        if (at.getMonthValue() >= FLU_FROM_MONTH && dice.chance(0.22)) {
            injections.giveNow("INFLUENZA", at.plusMinutes(2), care);
        } else if (dice.chance(0.008)) {
            injections.giveNow("PNEUMOCOCCUS", at.plusMinutes(2), care);
        } else if (dice.chance(0.008)) {
            injections.giveNow("B12", at.plusMinutes(2), care);
        }
    }

    /** A stay is booked, and the patient chooses otherwise. */
    void drops(LocalDateTime at, Care care) {
        bookings.dropped(at, care);
    }

    List<MealOrder> meals() {
        return kitchen.orders();
    }

    List<InjectionOrder> injections() {
        return injections.orders();
    }

    List<ExamOrder> exams() {
        return exams.orders();
    }

    List<CultureOrder> cultures() {
        return cultures.orders();
    }

    /** Days on which the patient comes for a service only. */
    List<Visit> visits() {
        return exams.visits();
    }

    List<Booking> bookings() {
        return bookings.all();
    }

    private void culture(CarePlan plan, LocalDateTime at, Care care) {
        boolean grown = at.toLocalDate().plusDays(CULTURE_DAYS).isBefore(today);
        if (!plan.culture().isEmpty() && grown && dice.chance(0.7)) {
            cultures.order(plan.culture(), at, care);
        }
    }
}
