package org.tsumugi.testbed.person;

import java.time.LocalDate;
import org.tsumugi.testbed.draw.Dice;

/** The people of a network. Each depends on the seed and their index alone, so any of them can be made at any time. */
public final class Population {

    private final long seed;
    private final LocalDate today;

    /** @param today the day on which the story ends */
    public Population(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    /** The person at this place, from 0. */
    public Person person(int index) {
        Dice dice = Dice.of(seed, "person", index);
        Sex sex = dice.chance(0.51) ? Sex.F : Sex.M;
        LocalDate birthDate = today.minusYears(age(dice)).minusDays(dice.between(0, 364));
        PersonName name = Names.draw(dice, sex, birthDate.getYear());
        Address address = Address.draw(dice);
        String phone = address.place().phone(dice);
        String mobile = dice.chance(0.7) ? "090-0" + dice.digits(3) + "-" + dice.digits(4) : "";
        Insurance insurance = InsuranceOffice.insure(dice, birthDate, address.place(), today);
        double height = height(dice, sex, birthDate);
        double bodyMassIndex = Math.max(16, dice.normal(sex == Sex.M ? 23.6 : 22.3, 3));
        return new Person(
                index,
                sex,
                birthDate,
                name,
                address,
                phone,
                mobile,
                insurance,
                PublicAid.of(Dice.of(seed, "public aid", index), address.place(), today),
                bloodGroup(dice),
                dice.chance(0.995),
                tenth(height),
                tenth(bodyMassIndex * height * height / 10_000));
    }

    private int age(Dice dice) {
        double ticket = dice.uniform();
        if (ticket < 0.06) {
            return dice.between(1, 17);
        }
        if (ticket < 0.20) {
            return dice.between(18, 39);
        }
        if (ticket < 0.45) {
            return dice.between(40, 64);
        }
        return ticket < 0.68 ? dice.between(65, 74) : dice.between(75, 96);
    }

    private double height(Dice dice, Sex sex, LocalDate birthDate) {
        int age = birthDate.until(today).getYears();
        double grown = dice.normal(sex == Sex.M ? 170 : 157.5, 5.8);
        if (age < 17) {
            return Math.min(grown, 76 + age * 5.8 + dice.normal(0, 2.5));
        }
        return age > 60 ? grown - (age - 60) * 0.15 : grown;
    }

    private static String bloodGroup(Dice dice) {
        double ticket = dice.uniform();
        if (ticket < 0.38) {
            return "A";
        }
        if (ticket < 0.69) {
            return "O";
        }
        return ticket < 0.91 ? "B" : "AB";
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
