package org.tsumugi.hl7v2.physiology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.DataAbsent;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.examorder.ExamGroup;
import org.tsumugi.hl7v2.examorder.ExamGroup.Result;
import org.tsumugi.hl7v2.examorder.ExamKeys;
import org.tsumugi.hl7v2.examorder.ExamRequests;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.GeneralObservations;
import org.tsumugi.hl7v2.observation.GeneralObservations.Frame;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.observation.ResultStatus;

/** One request of a result → DiagnosticReport (JP_DiagnosticReport_Common) and its Observations. */
final class Reports {

    /** R4 reports have no note. */
    private static final String NOTE = TsumugiExtensions.url("report-note");

    /** HL7's suffix of an item whose value is the conclusion of the examination, as in {@code 9A100&IMP}. */
    private static final String IMPRESSION = "&IMP";

    private final MappingContext context;
    private final ExamKeys keys;
    private final Optional<Reference> encounter;
    private final ExamRequests requests;
    private final GeneralObservations observations;
    private final Ordinals ordinals = new Ordinals();

    Reports(MappingContext context, ExamKeys keys, Optional<Reference> encounter) {
        this.context = context;
        this.keys = keys;
        this.encounter = encounter;
        this.requests = new ExamRequests(context, keys, encounter);
        this.observations = new GeneralObservations(context);
    }

    /** The report first, then its results. Nothing for a request that neither says what was examined nor has a result. */
    List<Resource> map(ExamGroup group) {
        if (group.code().isEmpty() && group.results().isEmpty()) {
            return List.of();
        }
        String key = ordinals.distinct(context.path().storageKey() + "|OBR|" + group.request(3) + "|" + group.code());
        DiagnosticReport report = context.identify(new DiagnosticReport(), key, "JP_DiagnosticReport_Common");
        order(group, report);
        report.setCode(code(group));
        ExamRequests.section(group, context).ifPresent(report::addCategory);
        report.setSubject(context.patient());
        encounter.ifPresent(stay -> report.setEncounter(Copies.of(stay)));
        Type examined = examined(group);
        report.setEffective(examined);
        reported(group, report);
        Notes.of(group.notes(), context.ledger()).forEach(note -> report.addExtension(NOTE, note));
        List<Resource> resources = new ArrayList<>();
        resources.add(report);
        resources.addAll(results(group, report, new Frame(key, "procedure", examined, encounter.orElse(null))));
        return resources;
    }

    private List<Observation> results(ExamGroup group, DiagnosticReport report, Frame frame) {
        List<Observation> results = new ArrayList<>();
        List<String> conclusions = new ArrayList<>();
        List<Segment> concluding = new ArrayList<>();
        for (Result result : group.results()) {
            Observation observation = observations.map(result.obx(), result.notes(), frame);
            observation.addBasedOn(requests.reference(group));
            report.addResult(
                    new Reference("Observation/" + observation.getIdElement().getIdPart()));
            results.add(observation);
            if (isImpression(result.obx()) && observation.getValue() instanceof StringType text) {
                conclusions.add(text.getValue());
                concluding.add(result.obx());
            }
        }
        if (!conclusions.isEmpty()) {
            report.setConclusion(String.join("\n", conclusions));
            concluding.forEach(obx -> context.at(obx, 5).gives(report.getConclusionElement()));
        }
        status(group, report, results);
        return results;
    }

    private static boolean isImpression(Segment obx) {
        CodedText item = CodedText.of(obx.field(3).first());
        return item.first().code().endsWith(IMPRESSION) || item.second().code().endsWith(IMPRESSION);
    }

    /** The order is another file's to say; what the result says about it is contained. */
    private void order(ExamGroup group, DiagnosticReport report) {
        if (group.requests().isEmpty()) {
            context.ledger().file().report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "results without OBR");
        }
        report.addContained(requests.contained(group));
        report.addBasedOn(requests.reference(group));
        report.addBasedOn(new Reference("#" + ExamRequests.CONTAINED_ID));
    }

    private CodeableConcept code(ExamGroup group) {
        Segment obr = group.obr(4);
        Optional<CodeableConcept> item = obr == null ? Optional.empty() : context.concept(obr, 4);
        return item.orElseGet(() -> DataAbsent.unknown().setText("生理検査"));
    }

    /** OBR-7 and -8, else the day of the storage path, which is the day of the examination. */
    private Type examined(ExamGroup group) {
        return ExamRequests.examined(group, context).orElseGet(() -> {
            if (!group.requests().isEmpty()) {
                context.at(group.requests().get(0), 7)
                        .missing("no time of examination; the care date of the storage path is taken");
            }
            return Timestamp.parse(context.path().careDate(), context.ledger().file())
                    .map(Timestamp::toDateTime)
                    .orElseGet(DateTimeType::new);
        });
    }

    /** A day without a time of day cannot be an instant. */
    private void reported(ExamGroup group, DiagnosticReport report) {
        Segment obr = group.obr(22);
        if (obr == null) {
            return;
        }
        context.timestamp(obr, 22)
                .ifPresent(time -> time.toInstant()
                        .ifPresentOrElse(
                                report::setIssuedElement,
                                () -> report.addExtension(ExamRequests.REPORTED, time.toDateTime())));
    }

    /** OBR-25, else what the results say together, else the state of the order. */
    private void status(ExamGroup group, DiagnosticReport report, List<Observation> results) {
        String sent = group.request(25);
        Optional<DiagnosticReportStatus> said = ResultStatus.ofReport(sent);
        report.setStatus(said.or(() -> ResultStatus.ofResults(
                        results.stream().map(Observation::getStatus).toList()))
                .orElseGet(() -> ResultStatus.ofOrder(group.order(5))));
        Segment obr = group.obr(25);
        if (obr != null && said.isPresent()) {
            context.at(obr, 25).gives(report.getStatusElement());
        } else if (obr != null) {
            context.at(obr, 25).invalid("a result status that is not in HL7 table 0123");
        }
    }
}
