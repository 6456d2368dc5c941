package org.tsumugi.hl7v2.condition;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * Business keys of the diseases of one file: the sender's own instance id (PRB-4), which stays when the disease is corrected.
 * Without one, or when a file gives it to two diseases, the disease is known by its code and dates, and by its place among
 * those that are equal in all of these.
 */
final class ConditionKeys {

    private final MappingContext context;
    private final Map<String, Integer> holders = new HashMap<>();
    private final Ordinals ordinals = new Ordinals();

    ConditionKeys(MappingContext context, List<ProblemGroup> groups) {
        this.context = context;
        groups.forEach(group -> holders.merge(instanceId(group.prb()), 1, Integer::sum));
    }

    String of(ProblemGroup group) {
        Segment prb = group.prb();
        String instance = instanceId(prb);
        if (instance.isEmpty()) {
            context.ledger().at(prb, 4).missing("no instance id; the disease is known by its code and dates");
        } else if (holders.getOrDefault(instance, 0) == 1) {
            return context.patientRecord() + "|" + instance;
        } else {
            context.ledger()
                    .at(prb, 4)
                    .report(
                            MappingIssueCode.FIELD_INVALID,
                            Severity.WARNING,
                            "an instance id that another disease of the file has too; known by code and dates");
        }
        CodedText disease = CodedText.of(prb.field(3).first());
        String what = disease.first().code() + "|" + disease.text() + "|" + prb.text(10);
        String key = context.patientRecord() + "||" + what + "|" + prb.text(16) + "|" + prb.text(7);
        return ordinals.distinct(key);
    }

    /** EI: the id and the name space that gave it; empty when there is no id. */
    static String instanceId(Segment prb) {
        Repetition id = prb.field(4).first();
        String number = id.text(1).strip();
        return number.isEmpty() || id.text(2).isEmpty() ? number : number + "^" + id.text(2);
    }
}
