package org.tsumugi.testbed.population.writing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.population.life.Citizen;
import org.tsumugi.testbed.population.life.Cover;

/** Copies insurance cards. Each card is copied once, when it is first shown. */
final class CoverClerk {

    static final List<String> PLACEHOLDERS = List.of("99999999", "0");

    private final ErrorRates rates;
    private final Dice dice;
    private final Habits habits;

    CoverClerk(ErrorRates rates, Dice dice, Habits habits) {
        this.rates = rates;
        this.dice = dice;
        this.habits = habits;
    }

    List<Cover> copy(Citizen citizen, List<LocalDate> visits) {
        List<Cover> shown = new ArrayList<>();
        List<Cover> copied = new ArrayList<>();
        for (LocalDate visit : visits) {
            Cover cover = citizen.covers().on(visit);
            if (!shown.contains(cover)) {
                shown.add(cover);
                copy(cover).ifPresent(copied::add);
            }
        }
        return copied;
    }

    private Optional<Cover> copy(Cover cover) {
        if (!cover.hasNumber()) {
            return habits.placeholders() && dice.chance(0.5) ? Optional.of(placeholder(cover)) : Optional.empty();
        }
        if (dice.chance(rates.numberMissing())) {
            return Optional.empty();
        }
        if (habits.placeholders() && dice.chance(rates.numberPlaceholder())) {
            return Optional.of(placeholder(cover));
        }
        String number = dice.chance(rates.numberTyping()) ? wrongDigit(cover.number()) : cover.number();
        return Optional.of(new Cover(cover.kind(), cover.insurer(), cover.symbol(), number, branch(cover)));
    }

    private Cover placeholder(Cover cover) {
        return new Cover(cover.kind(), cover.insurer(), "", dice.pick(PLACEHOLDERS), "");
    }

    private String branch(Cover cover) {
        if (cover.branch().isEmpty() || !habits.sendsBranch() || dice.chance(rates.branchMissing())) {
            return "";
        }
        if (dice.chance(rates.branchSwapped())) {
            return cover.branch().equals("00") ? "01" : "00";
        }
        return cover.branch();
    }

    private String wrongDigit(String number) {
        int at = dice.below(number.length());
        int digit = (number.charAt(at) - '0' + dice.between(1, 9)) % 10;
        return number.substring(0, at) + digit + number.substring(at + 1);
    }
}
