package org.tsumugi.testbed.population.life;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.draw.Digits;

/** One household number: an insurer, a symbol, a number, and a branch for each who was ever insured under it. */
final class Policy {

    private final CoverKind kind;
    private final String insurer;
    private final String symbol;
    private final String number;
    private final List<Cover> covers = new ArrayList<>();
    private final List<Citizen> insured = new ArrayList<>();

    Policy(CoverKind kind, String insurer, String symbol, String number) {
        this.kind = kind;
        this.insurer = insurer;
        this.symbol = symbol;
        this.number = number;
    }

    String insurer() {
        return insurer;
    }

    String number() {
        return number;
    }

    /** The branch stays the same for one who comes back. */
    Cover cover(Citizen citizen) {
        int known = insured.indexOf(citizen);
        if (known >= 0) {
            return covers.get(known);
        }
        String branch = kind == CoverKind.LATE_ELDERLY ? "" : Digits.pad(firstBranch() + insured.size(), 2);
        Cover cover = new Cover(kind, insurer, symbol, number, branch);
        insured.add(citizen);
        covers.add(cover);
        return cover;
    }

    /** The insured employee is 00; 国民健康保険 counts the members from 01. */
    private int firstBranch() {
        return kind == CoverKind.NATIONAL ? 1 : 0;
    }
}
