package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.story.LabOrder.PanelResult;
import org.tsumugi.testbed.story.LabOrder.Specimen;

/** Takes laboratory orders and turns them into specimens with results. */
final class LabOffice {

    private final Laboratory laboratory;
    private final Dice dice;
    private final Diary diary;
    private final OrderBook numbers;
    private final List<LabOrder> orders = new ArrayList<>();

    LabOffice(Laboratory laboratory, Dice dice, Diary diary, OrderBook numbers) {
        this.laboratory = laboratory;
        this.dice = dice;
        this.diary = diary;
        this.numbers = numbers;
    }

    List<LabOrder> orders() {
        return orders;
    }

    /** The last order is taken back before anything is collected, and written anew. */
    void cancelAndRepeatLast() {
        LabOrder last = orders.get(orders.size() - 1);
        LocalDateTime earlier = last.ordered().minusMinutes(dice.between(3, 9));
        orders.add(
                orders.size() - 1,
                new LabOrder(
                        numbers.next(),
                        earlier,
                        last.collected(),
                        last.reported(),
                        last.care(),
                        last.specimens().subList(0, 1),
                        true));
    }

    /** @param illness how ill the patient is with each disease; 1 is typical */
    void order(LocalDateTime collected, Care care, List<String> panelKeys, Map<Disease, Double> illness) {
        Set<LabPanel> panels = new LinkedHashSet<>();
        panelKeys.forEach(key -> panels.add(Catalogue.panelNamed(key)));
        Map<LabPanel, PanelResult> results = laboratory.measure(dice, panels, collected.toLocalDate(), shifts(illness));
        LocalDateTime reported = diary.later(collected, 35, 180);
        LocalDateTime ordered = collected.minusMinutes(dice.between(12, 40)).withNano(0);
        orders.add(new LabOrder(numbers.next(), ordered, collected, reported, care, specimens(results), false));
    }

    private List<Specimen> specimens(Map<LabPanel, PanelResult> results) {
        Map<String, List<PanelResult>> byMaterial = new LinkedHashMap<>();
        results.forEach((panel, result) -> byMaterial
                .computeIfAbsent(panel.material(), material -> new ArrayList<>())
                .add(result));
        List<Specimen> specimens = new ArrayList<>();
        byMaterial.forEach((material, panels) -> specimens.add(
                new Specimen(numbers.next(), material, panels.get(0).panel().materialName(), panels)));
        return specimens;
    }

    private static Map<String, Double> shifts(Map<Disease, Double> illness) {
        Map<String, Double> shifts = new HashMap<>();
        illness.forEach((disease, severity) ->
                disease.effects().forEach((item, shift) -> shifts.merge(item, shift * severity, Double::sum)));
        return shifts;
    }
}
