package org.tsumugi.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.link.Doubt;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;
import org.tsumugi.mpi.link.Partitioning;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.server.mpi.PersonRig;

class ContradictionsTest {

    private static final KanjiForms FORMS = KanjiForms.curated();
    private static final List<String> PATIENTS = List.of("a", "b", "c", "d", "e");

    private static Judgement judged(String one, String other, boolean same) {
        return new Judgement(Pair.of(PersonRig.key(one), PersonRig.key(other)), same);
    }

    private static List<Judgement> against(Collection<Judgement> inForce, Judgement judgement) {
        return new Contradictions(about(inForce)).of(judgement.pair(), judgement.same());
    }

    private static Function<Collection<RecordKey>, Collection<Judgement>> about(Collection<Judgement> inForce) {
        return keys -> inForce.stream()
                .filter(judgement -> keys.stream().anyMatch(judgement.pair()::has))
                .toList();
    }

    @Test
    void ofShouldNameTheWayBetweenTwoWhoAreOnePersonBySayingSo() {
        List<Judgement> inForce = List.of(
                judged("a", "b", true), judged("b", "c", true), judged("c", "d", true), judged("d", "e", false));

        assertThat(against(inForce, judged("a", "d", false)))
                .containsExactlyInAnyOrderElementsOf(inForce.subList(0, 3));
        assertThat(against(inForce, judged("a", "d", true))).isEmpty();
    }

    @Test
    void ofShouldNameWhatKeepsTwoGroupsApart() {
        List<Judgement> inForce = List.of(judged("a", "b", true), judged("d", "e", true), judged("b", "e", false));

        assertThat(against(inForce, judged("a", "d", true))).containsExactly(judged("b", "e", false));
        assertThat(against(inForce, judged("a", "d", false))).isEmpty();
        assertThat(against(inForce, judged("a", "c", true))).isEmpty();
    }

    @Test
    void ofShouldNameWhatIsInForceAboutTheSameTwo() {
        List<Judgement> inForce = List.of(judged("a", "b", true));

        assertThat(against(inForce, judged("b", "a", true))).isEqualTo(inForce);
        assertThat(against(inForce, judged("a", "b", false))).isEqualTo(inForce);
    }

    /** A judgement is refused exactly when the division by all of them would have a doubt about judgements. */
    @Property(tries = 200)
    void ofShouldAgreeWithTheDivision(@ForAll @LongRange(min = 0, max = 1L << 40) long seed) {
        java.util.Random random = new java.util.Random(seed);
        List<Judgement> inForce = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int one = random.nextInt(PATIENTS.size());
            int other = (one + 1 + random.nextInt(PATIENTS.size() - 1)) % PATIENTS.size();
            Judgement next = judged(PATIENTS.get(one), PATIENTS.get(other), random.nextBoolean());
            if (inForce.stream().anyMatch(known -> known.pair().equals(next.pair()))) {
                continue;
            }
            List<Judgement> all = new ArrayList<>(inForce);
            all.add(next);
            boolean contradicts = doubts(all).stream().anyMatch(doubt -> doubt.kind() == Doubt.Kind.JUDGEMENTS);
            assertThat(against(inForce, next).isEmpty()).isEqualTo(!contradicts);
            if (!contradicts) {
                inForce.add(next);
            }
        }
    }

    private static Set<Doubt> doubts(Collection<Judgement> judgements) {
        Normalizer normalizer = new Normalizer(FORMS);
        List<NormalRecord> records = PATIENTS.stream()
                .map(patient -> normalizer.normalize(PersonRig.insured(patient, "")))
                .toList();
        return new Partitioning(RulesFile.standard(), new RecordComparer(FORMS))
                .divide(records, judgements)
                .doubts();
    }
}
