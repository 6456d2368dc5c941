package org.tsumugi.testbed.person;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.person.Address.Style;

/**
 * Decides which hospitals a person goes to, and how each writes them down. The first registration is faithful; later ones may
 * differ in the surname's spelling, the reading, the address or the insurance, as they do between real hospitals.
 */
public final class RegistrationDesk {

    /** A prime: patient numbers of a hospital are a permutation of the population modulo it. */
    private static final long NUMBERS = 9_999_991L;

    private static final double IN_SEVERAL_HOSPITALS = 0.3;
    private static final double REGISTERED_TWICE = 0.015;

    /** Numbers of people beyond any population. */
    private static final int NEVER_BORN = 5_000_000;

    private static final int[] NUMBER_LENGTHS = {10, 8, 7};

    private final long seed;
    private final int facilities;
    private final LocalDate today;

    public RegistrationDesk(long seed, int facilities, LocalDate today) {
        this.seed = seed;
        this.facilities = facilities;
        this.today = today;
    }

    /** Every registration of the person, one per hospital, at least one. */
    public List<Registration> register(Person person) {
        Dice dice = Dice.of(seed, "registrations", person.index());
        List<Integer> chosen = hospitals(dice, person);
        List<Registration> registrations = new ArrayList<>();
        for (int facility : chosen) {
            registrations.add(
                    registrations.isEmpty()
                            ? faithful(dice, person, facility)
                            : differing(dice, person, registrations.size(), facility));
        }
        return registrations;
    }

    private List<Integer> hospitals(Dice dice, Person person) {
        List<Integer> chosen = new ArrayList<>();
        chosen.add(Math.floorMod(person.index(), facilities));
        if (facilities > 1 && dice.chance(IN_SEVERAL_HOSPITALS)) {
            int more = facilities > 2 && dice.chance(0.2) ? 2 : 1;
            while (chosen.size() < 1 + more) {
                int other = dice.below(facilities);
                if (!chosen.contains(other)) {
                    chosen.add(other);
                }
            }
        }
        return chosen;
    }

    private Registration faithful(Dice dice, Person person, int facility) {
        Optional<String> earlier =
                dice.chance(0.12) ? Optional.of(Address.draw(dice).text(style(facility))) : Optional.empty();
        return new Registration(
                person,
                0,
                facility,
                patientNumber(person.index(), facility),
                person.name(),
                postalCode(person.address(), facility),
                person.address().text(style(facility)),
                person.phone(),
                person.mobile(),
                person.insurance(),
                earlier);
    }

    private Registration differing(Dice dice, Person person, int rank, int facility) {
        Address address = dice.chance(0.12) ? Address.draw(dice) : person.address();
        Style style = dice.chance(0.2) ? Style.WORDS : style(facility);
        String phone = dice.chance(0.1) ? address.place().phone(dice) : person.phone();
        Insurance insurance = dice.chance(0.15)
                ? InsuranceOffice.insure(dice, person.birthDate(), address.place(), today.minusYears(2))
                : person.insurance();
        return new Registration(
                person,
                rank,
                facility,
                patientNumber(person.index(), facility),
                name(dice, person),
                postalCode(address, facility),
                address.text(style),
                phone,
                dice.chance(0.5) ? person.mobile() : "",
                insurance,
                Optional.empty());
    }

    /**
     * A second number that a hospital gave somebody by mistake, now and then; it takes it back.
     *
     * @param registration the right one
     */
    public Optional<Registration> mistaken(Registration registration) {
        Dice dice = Dice.of(seed, "mistakes", registration.person().index(), registration.facility());
        if (!dice.chance(REGISTERED_TWICE)) {
            return Optional.empty();
        }
        int otherIndex = registration.person().index() + NEVER_BORN;
        return Optional.of(new Registration(
                registration.person(),
                registration.rank(),
                registration.facility(),
                patientNumber(otherIndex, registration.facility()),
                registration.name(),
                registration.postalCode(),
                registration.address(),
                registration.phone(),
                registration.mobile(),
                registration.insurance(),
                Optional.empty()));
    }

    /** Typed with the characters that only Windows has, as half of the clerks of such hospitals do. */
    public Registration inWindows(Registration registration) {
        Dice dice = Dice.of(seed, "keyboard", registration.person().index(), registration.facility());
        PersonName name = registration.name();
        if (!dice.chance(0.5)) {
            return registration;
        }
        String surname = name.surname().replace('高', '髙').replace('崎', '﨑');
        return new Registration(
                registration.person(),
                registration.rank(),
                registration.facility(),
                registration.patientNumber(),
                name.withSurname(surname, name.surnameKana()),
                registration.postalCode(),
                registration.address(),
                registration.phone(),
                registration.mobile(),
                registration.insurance(),
                registration.earlierAddress());
    }

    private static PersonName name(Dice dice, Person person) {
        PersonName name = person.name();
        if (dice.chance(0.3)) {
            Optional<String> other = Names.otherSpelling(dice, name);
            if (other.isPresent()) {
                name = name.withSurname(other.get(), name.surnameKana());
            }
        }
        if (person.sex() == Sex.F && dice.chance(0.03)) {
            Names.Spelling maiden = Names.drawSurname(dice);
            name = name.withSurname(maiden.kanji(), maiden.kana());
        }
        return dice.chance(0.12) ? name.withKana(largeKana(name.surnameKana()), largeKana(name.givenKana())) : name;
    }

    /** Small kana as large ones, the habit of the eligibility system. */
    private static String largeKana(String kana) {
        return kana.replace('ャ', 'ヤ').replace('ュ', 'ユ').replace('ョ', 'ヨ').replace('ッ', 'ツ');
    }

    private static Style style(int facility) {
        return facility % 2 == 0 ? Style.FULL_WIDTH : Style.HALF_WIDTH;
    }

    private static String postalCode(Address address, int facility) {
        String code = address.place().postalCode();
        return facility % 3 == 1 ? code.replace("-", "") : code;
    }

    private String patientNumber(int index, int facility) {
        long factor = 1_000_003L + 7919L * (facility % 1000);
        long start = Dice.of(seed, "patient numbers", facility).below((int) NUMBERS);
        long number = Math.floorMod((index + 1) * factor + start, NUMBERS);
        return Digits.pad(number, NUMBER_LENGTHS[facility % NUMBER_LENGTHS.length]);
    }
}
