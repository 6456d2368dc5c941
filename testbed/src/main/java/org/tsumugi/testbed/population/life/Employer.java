package org.tsumugi.testbed.population.life;

import java.util.ArrayDeque;
import java.util.Deque;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.person.Place;

/** A place of work: an insurer's symbol under which employees are counted. */
final class Employer {

    private final CoverKind kind;
    private final String insurer;
    private final String symbol;
    private final Deque<String> left = new ArrayDeque<>();
    private int counted;

    private Employer(CoverKind kind, String insurer, String symbol) {
        this.kind = kind;
        this.insurer = insurer;
        this.symbol = symbol;
    }

    static Employer found(Dice dice, Serials serials) {
        Place place = Place.draw(dice);
        String prefecture = place.prefectureCode();
        double ticket = dice.uniform();
        String symbol = serials.next();
        if (ticket < 0.5) {
            return new Employer(CoverKind.SMALL_COMPANIES, checked("01" + prefecture + "001"), symbol);
        }
        if (ticket < 0.88) {
            String insurer = checked("06" + prefecture + "99" + dice.between(1, 8));
            return new Employer(CoverKind.COMPANY, insurer, symbol);
        }
        String school = "公立" + place.prefecture().charAt(0) + symbol.substring(2);
        return new Employer(CoverKind.MUTUAL_AID, checked("34" + prefecture + symbol.substring(0, 2) + "1"), school);
    }

    /**
     * A new employee's number: the next, or one that somebody left behind.
     *
     * @param reuse how often it is one of those, when there are any
     */
    Policy hire(Dice dice, double reuse, Tally tally) {
        String number = "";
        if (!left.isEmpty() && dice.chance(reuse)) {
            number = left.pop();
            tally.reusedNumber();
        }
        if (number.isEmpty()) {
            counted += dice.between(1, 3);
            number = Integer.toString(counted);
        }
        return new Policy(kind, insurer, symbol, number);
    }

    void leaves(Policy policy) {
        left.add(policy.number());
    }

    static String checked(String digits) {
        return digits + Digits.checkDigit(digits);
    }
}
