package org.tsumugi.testbed.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.story.Prescription.Rp;

/** Chooses drugs for diseases, and groups them into Rps. */
final class Pharmacy {

    private static final int TIMES_WHEN_NEEDED = 10;

    private Pharmacy() {}

    /** The drugs of one disease for one patient: chosen once, then kept. */
    static List<Drug> choose(Dice dice, Disease disease) {
        List<Drug> chosen = new ArrayList<>();
        for (String group : disease.drugs()) {
            boolean sometimes = group.endsWith("?");
            if (sometimes && !dice.chance(0.4)) {
                continue;
            }
            String names = sometimes ? group.substring(0, group.length() - 1) : group;
            chosen.add(Catalogue.drugNamed(dice.pick(List.of(names.split("/")))));
        }
        return chosen;
    }

    /** One Rp per way of taking and number of days, drugs in the order given, none twice. */
    static List<Rp> dispense(Map<Drug, Integer> daysByDrug) {
        Map<String, Rp> rps = new LinkedHashMap<>();
        daysByDrug.forEach((drug, days) -> {
            int count = drug.usage().asNeeded() ? TIMES_WHEN_NEEDED : days;
            rps.merge(
                    drug.usage().key() + " " + count,
                    new Rp(drug.usage(), count, List.of(drug)),
                    (rp, more) -> new Rp(rp.usage(), rp.days(), joined(rp.drugs(), drug)));
        });
        return List.copyOf(rps.values());
    }

    private static List<Drug> joined(List<Drug> drugs, Drug drug) {
        List<Drug> joined = new ArrayList<>(drugs);
        joined.add(drug);
        return joined;
    }
}
