package org.tsumugi.testbed.story;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.person.Person;
import org.tsumugi.testbed.person.Sex;
import org.tsumugi.testbed.story.LabOrder.LabResult;
import org.tsumugi.testbed.story.LabOrder.PanelResult;

/**
 * Measures a patient: a value is the mean of sex and age, the person's own constant deviation, what the diseases add, and the
 * day's noise. Derived items are calculated from the others, so that a report is consistent in itself.
 */
final class Laboratory {

    private static final List<String> GRADES = List.of("(-)", "(1+)", "(2+)", "(3+)");

    private final long seed;
    private final Person person;

    Laboratory(long seed, Person person) {
        this.seed = seed;
        this.person = person;
    }

    /** @param illness shift of each item's mean on that day, by item key */
    Map<LabPanel, PanelResult> measure(
            Dice dice, Collection<LabPanel> panels, LocalDate day, Map<String, Double> illness) {
        Map<String, Double> values = new HashMap<>();
        for (LabPanel panel : panels) {
            for (LabItem item : panel.items()) {
                values.put(item.key(), value(dice, item, day, illness));
            }
        }
        derive(dice, values, day);
        Map<LabPanel, PanelResult> results = new LinkedHashMap<>();
        for (LabPanel panel : panels) {
            List<LabResult> rows = new ArrayList<>();
            for (LabItem item : panel.items()) {
                rows.add(result(item, values.getOrDefault(item.key(), 0.0)));
            }
            results.put(panel, new PanelResult(panel, rows));
        }
        return results;
    }

    private double value(Dice dice, LabItem item, LocalDate day, Map<String, Double> illness) {
        Dice own = Dice.of(seed, "body " + item.key(), person.index());
        double shift = illness.getOrDefault(item.key(), 0.0) * (0.7 + 0.6 * own.uniform());
        if (item.qualitative()) {
            double level = shift + (own.chance(0.03) ? 1 : 0) + dice.normal(0, 0.25);
            return Math.max(0, Math.min(GRADES.size() - 1, Math.round(level)));
        }
        int age = person.ageOn(day);
        double mean = item.of(person.sex()).mean() + item.slope() * Math.max(0, age - 50) / 10;
        if (item.key().equals("CRE") && age < 16) {
            mean = 0.2 + 0.03 * age;
        }
        double value = mean
                + shift
                + own.normal(0, item.deviation() * 0.8)
                + dice.normal(0, item.deviation() * 0.5 + Math.abs(shift) * 0.12);
        return Math.max(value, mean * 0.15);
    }

    private void derive(Dice dice, Map<String, Double> values, LocalDate day) {
        Double creatinine = values.get("CRE");
        if (creatinine != null && values.containsKey("EGFR")) {
            double age = Math.max(18, person.ageOn(day));
            double rate = 194 * StrictMath.pow(creatinine, -1.094) * StrictMath.pow(age, -0.287);
            values.put("EGFR", person.sex() == Sex.F ? rate * 0.739 : rate);
        }
        Double protein = values.get("TP");
        Double albumin = values.get("ALB");
        if (protein != null && albumin != null) {
            values.put("AG", albumin / Math.max(1.0, protein - albumin));
        }
        Double ldl = values.get("LDL");
        Double hdl = values.get("HDL");
        Double triglyceride = values.get("TG");
        if (ldl != null && hdl != null && triglyceride != null) {
            values.put("TC", ldl + hdl + triglyceride / 5);
        }
        Double red = values.get("RBC");
        Double haemoglobin = values.get("HB");
        if (red != null && haemoglobin != null) {
            double haematocrit = haemoglobin * dice.normal(3.01, 0.04);
            values.put("HT", haematocrit);
            values.put("MCV", haematocrit / red * 10);
            values.put("MCH", haemoglobin / red * 10);
            values.put("MCHC", haemoglobin / haematocrit * 100);
        }
    }

    private LabResult result(LabItem item, double value) {
        if (item.qualitative()) {
            int grade = (int) value;
            return new LabResult(item, GRADES.get(grade), false, "(-)", grade > 0 ? "A" : "");
        }
        LabItem.Interval interval = item.of(person.sex());
        String range = range(item, interval);
        if (value < item.limit()) {
            return new LabResult(item, "<" + plain(item.limit(), item.decimals()), false, range, "");
        }
        String text = plain(value, item.decimals());
        double reported = Double.parseDouble(text);
        String flag = "";
        if (interval.high() != null && reported > interval.high()) {
            flag = "H";
        } else if (interval.low() != null && reported < interval.low()) {
            flag = "L";
        }
        return new LabResult(item, text, true, range, flag);
    }

    private static String range(LabItem item, LabItem.Interval interval) {
        @Nullable Double low = interval.low();
        @Nullable Double high = interval.high();
        if (low != null && high != null) {
            return plain(low, item.decimals()) + "-" + plain(high, item.decimals());
        }
        if (high != null) {
            return "<=" + plain(high, item.decimals());
        }
        return low == null ? "" : ">=" + plain(low, item.decimals());
    }

    private static String plain(double value, int decimals) {
        long scale = 1;
        for (int i = 0; i < decimals; i++) {
            scale *= 10;
        }
        return BigDecimal.valueOf(Math.round(value * scale), decimals).toPlainString();
    }
}
