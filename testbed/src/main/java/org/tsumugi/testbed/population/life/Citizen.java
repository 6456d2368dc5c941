package org.tsumugi.testbed.population.life;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsumugi.mpi.Sex;
import org.tsumugi.testbed.population.name.Reading;
import org.tsumugi.testbed.population.name.TrueName;

/** Somebody as they truly are, with all that changed in their life. */
public final class Citizen {

    private final long id;
    private final Sex sex;
    private final LocalDate birthDate;
    private final @Nullable Citizen father;
    private final @Nullable Citizen mother;
    private final Timeline<TrueName> names = new Timeline<>();
    private final Timeline<Cover> covers = new Timeline<>();
    private final Timeline<Home> homes = new Timeline<>();
    private final Timeline<Long> households = new Timeline<>();
    private final Timeline<String> mobiles = new Timeline<>();
    private @Nullable LocalDate deathDate;

    private @Nullable Household household;
    private @Nullable Citizen spouse;
    private @Nullable Job job;
    private @Nullable Policy lateElderly;
    private @Nullable Reading formerFamily;

    Citizen(long id, Sex sex, LocalDate birthDate, @Nullable Citizen father, @Nullable Citizen mother) {
        this.id = id;
        this.sex = sex;
        this.birthDate = birthDate;
        this.father = father;
        this.mother = mother;
    }

    /** Names the person in the truth; no record shows it. */
    public long id() {
        return id;
    }

    public Sex sex() {
        return sex;
    }

    public LocalDate birthDate() {
        return birthDate;
    }

    /** Empty as long as the person lives. */
    public Optional<LocalDate> deathDate() {
        return Optional.ofNullable(deathDate);
    }

    /** The father, when he lives or lived in the region. */
    public Optional<Citizen> father() {
        return Optional.ofNullable(father);
    }

    /** The mother, when she lives or lived in the region. */
    public Optional<Citizen> mother() {
        return Optional.ofNullable(mother);
    }

    /** The names by law. */
    public Timeline<TrueName> names() {
        return names;
    }

    /** The insurances. */
    public Timeline<Cover> covers() {
        return covers;
    }

    /** The homes. */
    public Timeline<Home> homes() {
        return homes;
    }

    /** The households, each with a number that is the household's alone. */
    public Timeline<Long> households() {
        return households;
    }

    /** The numbers of the mobile telephone; an empty one for who has none. */
    public Timeline<String> mobiles() {
        return mobiles;
    }

    /** Whether the person is born and not dead on a day. */
    public boolean livesOn(LocalDate day) {
        return !birthDate.isAfter(day) && (deathDate == null || deathDate.isAfter(day));
    }

    /** Completed years on a day. */
    public int ageOn(LocalDate day) {
        int age = day.getYear() - birthDate.getYear();
        boolean before = day.getMonthValue() < birthDate.getMonthValue()
                || (day.getMonthValue() == birthDate.getMonthValue()
                        && day.getDayOfMonth() < birthDate.getDayOfMonth());
        return before ? age - 1 : age;
    }

    boolean isAlive() {
        return deathDate == null;
    }

    void livesIn(LocalDate day, Household joined, long number) {
        household = joined;
        households.set(day, number);
        homes.set(day, joined.home());
    }

    void livesAt(LocalDate day, Home home) {
        homes.set(day, home);
    }

    void dies(LocalDate day) {
        deathDate = day;
        job = null;
        if (spouse != null) {
            spouse.spouse = null;
            spouse = null;
        }
        household().leave(this);
    }

    Household household() {
        if (household == null) {
            throw new IllegalStateException("a citizen without a household");
        }
        return household;
    }

    @Nullable
    Citizen spouse() {
        return spouse;
    }

    void marry(Citizen other) {
        spouse = other;
        other.spouse = this;
    }

    void divorce() {
        if (spouse != null) {
            spouse.spouse = null;
            spouse = null;
        }
    }

    /** The family name before the present marriage; null when it is the present one. */
    @Nullable
    Reading formerFamily() {
        return formerFamily;
    }

    void takeFamily(LocalDate day, Reading family) {
        formerFamily = names.last().familyReading();
        names.set(day, names.last().withFamily(family));
    }

    void resumeFamily(LocalDate day) {
        if (formerFamily != null) {
            names.set(day, names.last().withFamily(formerFamily));
            formerFamily = null;
        }
    }

    @Nullable
    Job job() {
        return job;
    }

    void work(@Nullable Job next) {
        job = next;
    }

    @Nullable
    Policy lateElderly() {
        return lateElderly;
    }

    void setLateElderly(Policy policy) {
        lateElderly = policy;
    }

    /** A person is named in logs by the number alone. */
    @Override
    public String toString() {
        return "Citizen[" + id + "]";
    }
}
