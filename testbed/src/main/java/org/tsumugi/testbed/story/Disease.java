package org.tsumugi.testbed.story;

import java.util.List;
import java.util.Map;
import org.tsumugi.testbed.facility.Department;
import org.tsumugi.testbed.person.Person;
import org.tsumugi.testbed.person.Sex;

/**
 * A disease, and what it does to people.
 *
 * @param keyNumber 病名管理番号, 8 digits
 * @param exchange 病名交換用コード, 4 characters
 * @param icd10 without dot
 * @param onlySex {@code M}, {@code F} or {@code *}
 * @param percentages of people aged 40, 60 and 80 who have it
 * @param drugs see {@code diseases.tsv}
 * @param panels keys of the laboratory panels it needs
 * @param effects shift of an item's mean while ill, by item key
 * @param days of treatment or of a stay; 0 for good
 */
public record Disease(
        String key,
        String keyNumber,
        String exchange,
        String icd10,
        String name,
        Department department,
        Kind kind,
        String onlySex,
        int fromAge,
        List<Integer> percentages,
        List<String> drugs,
        List<String> panels,
        Map<String, Double> effects,
        int days) {

    /** How it enters a story. */
    public enum Kind {
        CHRONIC,
        ACUTE,
        SUSPECTED,
        STAY
    }

    /** How likely this person is to have it at this age. */
    double probability(Person person, int age) {
        boolean possible = onlySex.equals("*") || Sex.valueOf(onlySex) == person.sex();
        if (!possible || age < fromAge) {
            return 0;
        }
        if (age <= 40) {
            return percentages.get(0) / 100.0;
        }
        int decade = age <= 60 ? 0 : 1;
        int from = percentages.get(decade);
        int to = percentages.get(decade + 1);
        double way = Math.min(1, (age - 40 - 20 * decade) / 20.0);
        return (from + (to - from) * way) / 100.0;
    }
}
