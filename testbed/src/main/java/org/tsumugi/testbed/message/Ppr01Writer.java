package org.tsumugi.testbed.message;

import java.util.List;
import java.util.stream.Collectors;
import org.tsumugi.testbed.story.Modifier;
import org.tsumugi.testbed.story.Problem;

/** PPR-01 病名(歴)情報の登録/更新, {@code PPR^ZD1}: all diseases of the patient in one message. */
public final class Ppr01Writer {

    private static final String TABLE = "MDCDX2";

    private Ppr01Writer() {}

    public static Message write(Envelope envelope, List<Problem> problems) {
        Message message = new Message()
                .add(CommonSegments.msh(envelope, "PPR^ZD1^PPR_ZD1"))
                .add(CommonSegments.pid(envelope.registration()));
        for (Problem problem : problems) {
            message.add(prb(problem)).add(zpr(problem));
            if (problem.main()) {
                message.add(InsuranceSegment.of(
                        "ZI1",
                        1,
                        envelope.registration().insurance(),
                        envelope.facility().dialect()));
            }
            message.add(orc(envelope, problem));
        }
        return message;
    }

    private static Segment prb(Problem problem) {
        String entered = Hl7.date(problem.diagnosed());
        Segment prb = new Segment("PRB")
                .set(1, "AD")
                .set(2, entered)
                .set(3, problem.disease().keyNumber(), problem.disease().name(), TABLE)
                .set(4, problem.instance())
                .set(7, entered)
                .set(10, icd10(problem))
                .set(16, Hl7.date(problem.onset()))
                .set(17, Hl7.text(problem.fullName()));
        if (problem.suspected()) {
            prb.set(13, "1^疑いあり^JHSD0005");
        }
        if (problem.main()) {
            prb.set(18, "1^主診断^JHSD0007");
        }
        problem.outcome()
                .ifPresent(outcome -> prb.set(9, Hl7.date(outcome.on()))
                        .set(14, outcome.code(), outcome.text(), "HL70241")
                        .set(15, Hl7.date(outcome.on())));
        return prb;
    }

    private static String icd10(Problem problem) {
        boolean inpatient = problem.care().inpatient();
        return Hl7.components(
                problem.disease().icd10(),
                "",
                "I10",
                inpatient ? "H" : "O",
                inpatient ? "入院時" : "外来時",
                "JHSD0004",
                "2013");
    }

    private static Segment zpr(Problem problem) {
        return new Segment("ZPR")
                .set(1, modifiers(problem, true, false))
                .set(2, problem.disease().keyNumber(), problem.disease().name(), TABLE)
                .set(3, modifiers(problem, false, false))
                .set(4, modifiers(problem, true, true))
                .set(5, problem.disease().exchange(), problem.disease().name(), TABLE)
                .set(6, modifiers(problem, false, true));
    }

    private static String modifiers(Problem problem, boolean prefix, boolean exchange) {
        return problem.modifiers().stream()
                .filter(modifier -> modifier.prefix() == prefix)
                .map(modifier -> Hl7.components(code(modifier, exchange), modifier.text(), TABLE))
                .collect(Collectors.joining("~"));
    }

    private static String code(Modifier modifier, boolean exchange) {
        return exchange ? modifier.exchange() : modifier.keyNumber();
    }

    private static Segment orc(Envelope envelope, Problem problem) {
        Segment orc = new Segment("ORC").set(1, "NW").set(2, problem.instance());
        return CommonSegments.orderedBy(orc, problem.diagnosed().atTime(12, 0), problem.care(), envelope.facility())
                .set(29, CommonSegments.orderType(problem.care().inpatient()));
    }
}
