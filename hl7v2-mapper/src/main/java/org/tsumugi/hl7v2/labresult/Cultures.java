package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Which rows of a message are microbiology ({@link MicrobiologyRow}), and which belong to which organism.
 *
 * <ul>
 *   <li>An organism is a coded value of the JANIS table, or any coded value of a culture item (6B); in words only where an OBR-26
 *       names the row.
 *   <li>Its quantity is a row of the same order, item and sub-id whose value is not an organism.
 *   <li>Its susceptibilities are rows of antimicrobials of the same order and sub-id, and the rows of an order whose OBR-26 names
 *       it as the parent result.
 *   <li>What could belong to two organisms is linked to none, and reported. Rows without a sub-id, rows of other laboratories and
 *       smears are never linked by a sub-id: there it only tells rows apart.
 * </ul>
 */
final class Cultures {

    /** What a row is in a culture. */
    enum Part {
        ORGANISM,
        GROWTH,
        SUSCEPTIBILITY,
        OTHER
    }

    private final Ledger ledger;
    private final List<OrderGroup> orders;
    private final Map<Segment, Part> parts = new IdentityHashMap<>();
    private final Map<Segment, Segment> organisms = new IdentityHashMap<>();
    private final Map<Segment, Segment> parents = new IdentityHashMap<>();

    private Cultures(List<OrderGroup> orders, Ledger ledger) {
        this.orders = orders;
        this.ledger = ledger;
    }

    static Cultures of(ResultGroups groups, Ledger ledger) {
        Cultures cultures = new Cultures(groups.orders(), ledger);
        cultures.orders.forEach(order -> rows(order).forEach(cultures::classify));
        cultures.orders.forEach(cultures::linkBySubId);
        cultures.orders.forEach(cultures::linkToParent);
        return cultures;
    }

    /** What a row is; null when it is not of microbiology. */
    @Nullable
    Part part(Segment obx) {
        return parts.get(obx);
    }

    /** The organism a row belongs to. */
    Optional<Segment> organism(Segment obx) {
        return Optional.ofNullable(organisms.get(obx));
    }

    /** The result that OBR-26 of an order names. */
    Optional<Segment> parent(OrderGroup order) {
        return Optional.ofNullable(order.obr()).map(parents::get);
    }

    /**
     * Whether an order is of microbiology: its set is, or any of its rows, or the result it was ordered for. A row of another
     * laboratory beside a culture does not change that: JP Core allows a report one of the two categories, and who looks for
     * cultures has to find it.
     */
    boolean isMicrobiology(OrderGroup order) {
        Segment obr = order.obr();
        return rows(order).stream().anyMatch(row -> parts.containsKey(row.obx()))
                || parent(order).filter(parts::containsKey).isPresent()
                || (obr != null
                        && MicrobiologyRow.isMicrobiology(
                                CodedText.of(obr.field(4).first())));
    }

    private static List<MicrobiologyRow> rows(OrderGroup order) {
        return order.results().stream()
                .map(ResultGroup::obx)
                .map(MicrobiologyRow::of)
                .toList();
    }

    private void classify(MicrobiologyRow row) {
        if (!row.isMicrobiology()) {
            return;
        }
        boolean organism = row.namesAnOrganism() || (row.isCulture() && row.isCoded());
        parts.put(row.obx(), row.isSusceptibility() ? Part.SUSCEPTIBILITY : organism ? Part.ORGANISM : Part.OTHER);
    }

    private void linkBySubId(OrderGroup order) {
        Map<String, List<MicrobiologyRow>> bySubId = new LinkedHashMap<>();
        for (MicrobiologyRow row : rows(order)) {
            if (!row.subId().isEmpty()) {
                bySubId.computeIfAbsent(row.subId(), id -> new ArrayList<>()).add(row);
            }
        }
        bySubId.values().forEach(this::link);
    }

    /** Beside an organism of the JANIS table another coded value is its quantity; an organism that was taken back has nothing. */
    private void link(List<MicrobiologyRow> rows) {
        List<MicrobiologyRow> organisms = preferred(
                rows.stream()
                        .filter(row -> parts.get(row.obx()) == Part.ORGANISM)
                        .toList(),
                MicrobiologyRow::namesAnOrganism);
        List<MicrobiologyRow> standing = preferred(organisms, row -> !row.isWithdrawn());
        for (MicrobiologyRow row : rows) {
            if (organisms.contains(row)) {
                continue;
            }
            if (parts.get(row.obx()) == Part.SUSCEPTIBILITY || (!standing.isEmpty() && row.isLikelySusceptibility())) {
                belong(row, standing, Part.SUSCEPTIBILITY);
            } else {
                belong(row, standing.stream().filter(row::isSameItem).toList(), Part.GROWTH);
            }
        }
    }

    private static List<MicrobiologyRow> preferred(List<MicrobiologyRow> rows, Predicate<MicrobiologyRow> better) {
        List<MicrobiologyRow> best = rows.stream().filter(better).toList();
        return best.isEmpty() ? rows : best;
    }

    private void belong(MicrobiologyRow row, List<MicrobiologyRow> heads, Part part) {
        if (heads.size() == 1) {
            parts.put(row.obx(), part);
            organisms.put(row.obx(), heads.get(0).obx());
        } else if (heads.size() > 1) {
            ledger.at(row.obx(), 4).invalid("more than one organism has this sub-id; linked to none");
        }
    }

    private void linkToParent(OrderGroup order) {
        Segment obr = order.obr();
        if (obr == null || obr.field(26).isEmpty() || obr.field(26).isExplicitNull()) {
            return;
        }
        MicrobiologyRow parent = parent(order, obr);
        if (parent == null) {
            return;
        }
        parents.put(obr, parent.obx());
        if (parent.isCulture() && parts.get(parent.obx()) == Part.OTHER) {
            parts.put(parent.obx(), Part.ORGANISM);
        }
        if (parts.get(parent.obx()) == Part.ORGANISM) {
            for (MicrobiologyRow row : rows(order)) {
                if (parts.get(row.obx()) == Part.SUSCEPTIBILITY || row.isLocal()) {
                    parts.put(row.obx(), Part.SUSCEPTIBILITY);
                    organisms.putIfAbsent(row.obx(), parent.obx());
                }
            }
        }
    }

    /** The one row outside the order that OBR-26 names; a quantity has the item and sub-id of its organism, which counts. */
    private @Nullable MicrobiologyRow parent(OrderGroup order, Segment obr) {
        CodedText item = CodedText.of(obr.field(26).first().component(1));
        String subId = obr.field(26).first().text(2).strip();
        String words = obr.field(26).first().data(3).strip();
        if (item.isEmpty() && subId.isEmpty()) {
            return null;
        }
        List<MicrobiologyRow> named = orders.stream()
                .filter(other -> other != order)
                .flatMap(other -> rows(other).stream())
                .filter(row -> row.isNamedBy(item, subId))
                .toList();
        List<MicrobiologyRow> candidates =
                preferred(preferred(named, row -> parts.get(row.obx()) == Part.ORGANISM), row -> !row.isWithdrawn());
        if (candidates.size() > 1 && !words.isEmpty()) {
            candidates = candidates.stream()
                    .filter(row -> row.obx().field(5).first().asSent().contains(words))
                    .toList();
        }
        if (candidates.size() > 1) {
            ledger.at(obr, 26).invalid("more than one result has this item and sub-id; linked to none");
        }
        return candidates.size() == 1 ? candidates.get(0) : null;
    }
}
