package org.tsumugi.hl7v2.examorder;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * Business keys of the requests of one message. The order itself has the key of its file, which every notice and result can
 * reach by the order number alone; its parts, and further requests of the same order, are told apart by their own number or, where
 * they have none, by what they examine.
 */
public final class ExamKeys {

    private static final int DIGITS_OF_AN_ORDER_NUMBER = 15;

    private final Map<ExamGroup, String> keys = new IdentityHashMap<>();
    private final Map<String, ExamGroup> byNumber = new HashMap<>();
    private final @Nullable ExamGroup main;
    private final String mainKey;

    /**
     * @param groups the requests of the message
     * @param order the data type of the order that the message is, or answers
     */
    public ExamKeys(List<ExamGroup> groups, DataType order, MappingContext context) {
        this.main =
                groups.stream().filter(group -> !group.isChild()).findFirst().orElse(null);
        String number = numberOf(groups);
        this.mainKey = context.path().hasOrderNo() || number.isEmpty()
                ? context.orderKey(order)
                : context.orderKey(order, padded(number));
        Ordinals ordinals = new Ordinals();
        ordinals.distinct(mainKey);
        for (ExamGroup group : groups) {
            keys.put(group, group == main ? mainKey : ordinals.distinct(mainKey + "|" + suffix(group, number)));
            byNumber.putIfAbsent(group.number(), group);
        }
    }

    private static String numberOf(List<ExamGroup> groups) {
        return groups.stream()
                .map(group -> group.isChild() ? group.parentNumber() : group.number())
                .filter(number -> !number.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** As it is in the name of a file. */
    private static String padded(String number) {
        return "0".repeat(Math.max(0, DIGITS_OF_AN_ORDER_NUMBER - number.length())) + number;
    }

    private static String suffix(ExamGroup group, String mainNumber) {
        String number = group.number();
        return number.isEmpty() || number.equals(mainNumber) ? group.code() : number;
    }

    /** Whether it is the order itself. */
    public boolean isMain(ExamGroup group) {
        return group == main;
    }

    /** The key of the order itself. */
    public String main() {
        return mainKey;
    }

    /** The key of a request. */
    public String of(ExamGroup group) {
        return keys.getOrDefault(group, mainKey);
    }

    /** The key of the order that a request is a part of. */
    String parentOf(ExamGroup group) {
        ExamGroup parent = group.parentNumber().isEmpty() ? null : byNumber.get(group.parentNumber());
        return parent == null || parent == group ? mainKey : of(parent);
    }
}
