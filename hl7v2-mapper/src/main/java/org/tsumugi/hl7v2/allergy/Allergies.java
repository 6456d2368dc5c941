package org.tsumugi.hl7v2.allergy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * All allergies of one patient, from all files: one AllergyIntolerance per {@linkplain Allergen allergen}.
 *
 * <ul>
 *   <li>They are a union. An allergen that one file names does not go because another, or a later one, does not repeat it: an
 *       order lists what its author thought of, and an allergy that is not there any more does less harm than one that is not
 *       shown.
 *   <li>Of several statements about one allergen the best counts as a whole: IAM of ADT-61, then AL1 of ADT-00, then AL1 of any
 *       other file; among equals the one of the later file (transaction time), inside a file the last that stands. It keeps the reactions that
 *       other statements told which stand as well: a severe one is not less so because a better source tells a mild one.
 *   <li>A statement that the allergy is not there (IAM-6 {@code D}, IAM-17 {@code I} or {@code E}) is kept, not left out, so that
 *       it outweighs what was said before it. Whoever names the allergen after it makes it an allergy again.
 *   <li>An allergen that is not named in its field, only described in the words of the reaction or of the reason, is shown as an
 *       unknown one with these words.
 * </ul>
 */
public final class Allergies {

    private final MappingContext context;
    private final AllergyResources resources;

    private Allergies(MappingContext context) {
        this.context = context;
        this.resources = new AllergyResources(context);
    }

    /** What a message of any type says about allergies; empty when it says nothing. */
    public static Optional<Contribution> of(Message message, MappingContext context) {
        List<Segment> segments = new ArrayList<>(message.all("AL1"));
        if (context.path().dataType() == DataType.ADT_61) {
            segments.addAll(message.all("IAM"));
        }
        List<Statement> statements = new Allergies(context).statements(segments);
        return statements.isEmpty()
                ? Optional.empty()
                : Optional.of(new AllergyContribution(
                        context.group(GroupKind.ALLERGIES, context.path().patientId()), statements));
    }

    /** The resources of one patient's allergies, in the order of their allergens. */
    public static List<Resource> merge(List<Contribution> contributions) {
        Map<String, Statement> best = new TreeMap<>();
        for (Contribution contribution : contributions) {
            for (Statement statement : ((AllergyContribution) contribution).statements()) {
                best.merge(statement.allergen(), statement, Statement::or);
            }
        }
        return best.values().stream().<Resource>map(Statement::allergy).toList();
    }

    private List<Statement> statements(List<Segment> segments) {
        Map<String, List<Segment>> ofAllergens = new LinkedHashMap<>();
        for (Segment segment : segments) {
            allergen(segment)
                    .ifPresentOrElse(
                            key -> ofAllergens
                                    .computeIfAbsent(key, k -> new ArrayList<>())
                                    .add(segment),
                            () -> context.at(segment, 3).missing("an allergy without its allergen; left out"));
        }
        List<Statement> statements = new ArrayList<>();
        ofAllergens.forEach((key, said) -> statements.add(together(key, said)));
        return statements;
    }

    /** What the segments of one allergen say together: the last that stands counts, where none does the last. */
    private Statement together(String allergen, List<Segment> said) {
        List<Segment> standing = said.stream()
                .filter(segment -> !AllergyStatus.isWithdrawn(segment))
                .toList();
        List<Segment> candidates = standing.isEmpty() ? said : standing;
        Segment last = candidates.get(candidates.size() - 1);
        Statement counts = statement(allergen, last);
        List<Segment> told = new ArrayList<>(List.of(last));
        for (int i = said.size() - 1; i >= 0; i--) {
            if (!said.get(i).equals(last)) {
                outweighed(said.get(i), counts, told);
            }
        }
        return counts;
    }

    private Optional<String> allergen(Segment segment) {
        return Allergen.key(
                        CodedText.of(segment.field(3).first()),
                        context.concepts().systems())
                .or(() -> Allergen.described(segment));
    }

    private Statement statement(String allergen, Segment segment) {
        return segment.id().equals("IAM")
                ? new Statement(allergen, Source.ALLERGY_INFORMATION, resources.ofIam(allergen, segment))
                : new Statement(allergen, Source.ofAl1(context.path().dataType()), resources.ofAl1(allergen, segment));
    }

    /**
     * Fields 2 to 5 mean the same in AL1 and IAM; of the others AL1 has one, which IAM has in another place. A reaction that was told
     * before is a reaction still, and a severe one is not less so because a mild one is told, or another one withdrawn, after it.
     *
     * @param told the segments whose reactions the statement has, the one that counts first
     */
    private void outweighed(Segment segment, Statement counts, List<Segment> told) {
        boolean stands = !AllergyStatus.isWithdrawn(segment);
        boolean further =
                stands && told.stream().noneMatch(other -> isSame(segment, other, 4) && isSame(segment, other, 5));
        if (further) {
            resources.furtherReaction(segment, counts.allergy());
            told.add(segment);
        }
        boolean repeated = stands && !further;
        Segment byWhich = told.get(0);
        boolean sameKind = segment.id().equals(byWhich.id());
        boolean other = false;
        for (int field = 2; field <= segment.size(); field++) {
            boolean isReaction = field == 4 || field == 5;
            if (isReaction && further) {
                continue;
            }
            if (isReaction && repeated || (sameKind || field <= 5) && isSame(segment, byWhich, field)) {
                context.at(segment, field).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
            } else {
                other |= !segment.field(field).isEmpty();
            }
        }
        if (other) {
            context.ledger()
                    .at(segment)
                    .notMapped("another segment of the message says something else about the same allergen");
        }
    }

    private static boolean isSame(Segment one, Segment other, int field) {
        return raw(one, field).equals(raw(other, field));
    }

    private static List<String> raw(Segment segment, int field) {
        return segment.field(field).repetitions().stream()
                .map(Repetition::asSent)
                .toList();
    }
}
