package org.tsumugi.testbed.story;

import java.util.List;
import java.util.Map;
import org.tsumugi.testbed.draw.Table;

/**
 * What is done about a disease besides drugs and laboratory.
 *
 * @param meals keys of diets, in the order given
 * @param injections keys, first to last
 * @param exams keys; with {@code ?} sometimes
 * @param culture key; empty when none is taken
 */
record CarePlan(String disease, List<String> meals, List<String> injections, List<String> exams, String culture) {

    private static final Map<String, CarePlan> PLANS = Catalogue.index(
            Table.read(
                    CarePlan.class,
                    "plans.tsv",
                    row -> new CarePlan(
                            row.text("disease"),
                            row.list("meals"),
                            row.list("injections"),
                            row.list("exams"),
                            row.text("culture"))),
            CarePlan::disease);

    static CarePlan of(Disease disease) {
        return PLANS.getOrDefault(disease.key(), new CarePlan(disease.key(), List.of(), List.of(), List.of(), ""));
    }

    static Map<String, CarePlan> all() {
        return PLANS;
    }
}
