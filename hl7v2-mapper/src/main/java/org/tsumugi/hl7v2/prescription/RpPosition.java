package org.tsumugi.hl7v2.prescription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Identifier;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Where a drug stands in the prescription: Rp number and place within the Rp, both without leading zeros as JP Core wants them.
 *
 * <p>ORC-4 is the Rp number itself ({@code 1}, {@code 01}), {@code <order>_<Rp>} or {@code <order>_<Rp>_<no>}. A text that is
 * none of these still groups what has the same text; a drug without ORC-4 is an Rp of its own. Such groups are numbered behind
 * the others.
 *
 * @param rp Rp number
 * @param order place within the Rp, from 1, in arrival order
 */
public record RpPosition(String rp, int order) {

    private static final Pattern NUMBERED = Pattern.compile("(?:[^_]+_)?0*(\\d{1,15})(?:_[^_]+)?");
    private static final Pattern PLAIN = Pattern.compile("0*(\\d{1,15})");

    /** The positions of drugs, in their order, by the ORC that each stands under. */
    public static List<RpPosition> of(List<Optional<Segment>> orders, Ledger ledger) {
        List<Optional<String>> numbers =
                orders.stream().map(order -> number(groupNumber(order))).toList();
        long next = numbers.stream()
                        .flatMap(Optional::stream)
                        .mapToLong(Long::parseLong)
                        .max()
                        .orElse(0)
                + 1;
        Map<String, String> unnumbered = new LinkedHashMap<>();
        Map<String, Integer> filled = new HashMap<>();
        List<RpPosition> positions = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            String rp;
            if (numbers.get(i).isPresent()) {
                rp = numbers.get(i).get();
            } else {
                orders.get(i).ifPresent(orc -> report(orc, ledger));
                String text = groupNumber(orders.get(i));
                String group = text.isEmpty() ? "#" + i : text;
                rp = unnumbered.computeIfAbsent(group, k -> "");
                if (rp.isEmpty()) {
                    rp = String.valueOf(next + unnumbered.size() - 1);
                    unnumbered.put(group, rp);
                }
            }
            positions.add(new RpPosition(rp, filled.merge(rp, 1, Integer::sum)));
        }
        return positions;
    }

    private static void report(Segment orc, Ledger ledger) {
        if (orc.text(4).isBlank()) {
            ledger.at(orc, 4).missing("no Rp number; the drug is an Rp of its own");
        } else {
            ledger.at(orc, 4).invalid("no Rp number can be read from it; drugs with the same text are one Rp");
        }
    }

    private static String groupNumber(Optional<Segment> order) {
        return order.map(orc -> orc.text(4).strip()).orElse("");
    }

    /** The Rp number in ORC-4, without leading zeros; empty when there is none in it. */
    public static Optional<String> number(String text) {
        Matcher plain = PLAIN.matcher(text);
        if (plain.matches()) {
            return Optional.of(plain.group(1));
        }
        Matcher numbered = NUMBERED.matcher(text);
        return numbered.matches() ? Optional.of(numbered.group(1)) : Optional.empty();
    }

    /**
     * What an Rp is known by in business keys: its number, else the text of ORC-4. The number that is given to an Rp without one
     * is not in it, because it depends on the other Rps.
     */
    public static String group(Optional<Segment> order) {
        String text = groupNumber(order);
        return number(text).orElse(text);
    }

    /** JP Core's identifiers, and ORC-4 whole where it says more than the Rp number. */
    public List<Identifier> identifiers(Optional<Segment> orc, MappingContext context) {
        List<Identifier> identifiers = new ArrayList<>();
        Identifier number = context.identifier(JpCore.Name.RP_NUMBER, rp);
        identifiers.add(number);
        identifiers.add(context.identifier(JpCore.Name.ORDER_IN_RP, String.valueOf(order)));
        orc.filter(segment -> !groupNumber(orc).isEmpty()).ifPresent(segment -> {
            context.at(segment, 4).repetition(0).component(1).gives(number.getValueElement());
            if (!PLAIN.matcher(groupNumber(orc)).matches()) {
                identifiers.add(Orders.localNumber(context, "order-group", groupNumber(orc), context.at(segment, 4)));
            }
        });
        return identifiers;
    }
}
