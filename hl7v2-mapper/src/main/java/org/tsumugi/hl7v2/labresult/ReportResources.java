package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.observation.ResultStatus;

/** OBR and what belongs to it → DiagnosticReport (JP_DiagnosticReport_LabResult) and its Observations. */
final class ReportResources {

    private static final String DOCUMENT_CODES = "http://jpfhir.jp/fhir/core/CodeSystem/JP_DocumentCodes_CS";

    /** R4 reports have no note. */
    private static final String NOTE = TsumugiExtensions.url("report-note");

    private final MappingContext context;
    private final ResultKeys keys;
    private final SpecimenResources specimens;
    private final Optional<Reference> encounter;
    private final ObservationResources observations;

    ReportResources(
            MappingContext context, ResultKeys keys, SpecimenResources specimens, Optional<Reference> encounter) {
        this.context = context;
        this.keys = keys;
        this.specimens = specimens;
        this.encounter = encounter;
        this.observations = new ObservationResources(context, keys);
    }

    /** The report first, then its results. Results without an OBR have no report. */
    List<Resource> map(OrderGroup order, List<Segment> patientNotes) {
        List<Reference> material =
                order.specimens().stream().map(specimens::reference).toList();
        String specimenKey = order.specimens().isEmpty()
                ? context.path().storageKey()
                : specimens.key(order.specimens().get(0));
        String key = keys.order(order, specimenKey);
        ObservationResources.Frame frame = new ObservationResources.Frame(
                key, collected(order), material.isEmpty() ? null : material.get(0), encounter.orElse(null));
        List<Observation> results = new ArrayList<>();
        for (ResultGroup result : order.results()) {
            results.add(observations.map(result, frame));
        }
        if (material.isEmpty()) {
            reportMissingSpecimen(order);
        }
        Segment obr = order.obr();
        List<Resource> resources = new ArrayList<>();
        if (obr == null) {
            reportMissingRequest(order);
        } else {
            resources.add(report(obr, order, key, results, material, patientNotes));
        }
        resources.addAll(results);
        return resources;
    }

    private void reportMissingSpecimen(OrderGroup order) {
        Segment place = order.obr() != null ? order.obr() : order.orc();
        (place == null ? context.ledger().file() : context.ledger().at(place))
                .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "an order without SPM");
    }

    private void reportMissingRequest(OrderGroup order) {
        Segment orc = order.orc();
        (orc == null ? context.ledger().file() : context.ledger().at(orc))
                .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "results without OBR have no report");
    }

    private DiagnosticReport report(
            Segment obr,
            OrderGroup order,
            String key,
            List<Observation> results,
            List<Reference> material,
            List<Segment> patientNotes) {
        DiagnosticReport report = context.identify(new DiagnosticReport(), key, "JP_DiagnosticReport_LabResult");
        Segment orc = order.orc();
        number(obr, orc, 2).ifPresent(no -> report.addIdentifier(LabIdentifiers.placer(context, no)));
        number(obr, orc, 3).ifPresent(no -> report.addIdentifier(LabIdentifiers.filler(context, no)));
        report.addContained(new LabOrder(context).of(obr, orc, encounter));
        report.addBasedOn(new Reference("#" + LabOrder.ID));
        report.setStatus(status(obr, orc, results));
        report.addCategory().addCoding().setSystem("http://loinc.org").setCode("LP29693-6");
        report.setCode(code(obr));
        report.setSubject(context.patient());
        encounter.ifPresent(stay -> report.setEncounter(stay.copy()));
        report.setEffective(collected(order));
        issued(obr, report);
        material.forEach(specimen -> report.addSpecimen(specimen.copy()));
        results.forEach(result -> report.addResult(
                new Reference("Observation/" + result.getIdElement().getIdPart())));
        Stream.concat(patientNotes.stream(), order.notes().stream())
                .map(List::of)
                .flatMap(nte -> Notes.of(nte, context.ledger()).stream())
                .forEach(note -> report.addExtension(note(note)));
        return report;
    }

    private static Extension note(Annotation note) {
        return new Extension(NOTE, note);
    }

    private static Optional<String> number(Segment obr, @Nullable Segment orc, int field) {
        return Stream.of(obr, orc)
                .filter(Objects::nonNull)
                .map(segment -> segment.text(field).strip())
                .filter(number -> !number.isEmpty())
                .findFirst();
    }

    private DiagnosticReportStatus status(Segment obr, @Nullable Segment orc, List<Observation> results) {
        String sent = obr.text(25).strip();
        Optional<DiagnosticReportStatus> said = ResultStatus.ofReport(sent);
        if (!sent.isEmpty() && said.isEmpty()) {
            context.ledger().at(obr, 25).invalid("a result status that is not in HL7 table 0123");
        }
        return said.or(() -> ResultStatus.ofResults(
                        results.stream().map(Observation::getStatus).toList()))
                .orElseGet(() -> ResultStatus.ofOrder(orc == null ? "" : orc.text(5)));
    }

    /** JP Core fixes the code of the document; the set that was ordered is a further coding and the text. */
    private CodeableConcept code(Segment obr) {
        CodeableConcept set = context.concept(obr, 4).orElseGet(CodeableConcept::new);
        CodeableConcept code = new CodeableConcept();
        code.addCoding().setSystem(DOCUMENT_CODES).setCode("11502-2").setDisplay("検体検査報告書");
        set.getCoding().forEach(code::addCoding);
        code.setText(set.hasText() ? set.getText() : "検体検査報告書");
        return code;
    }

    private void issued(Segment obr, DiagnosticReport report) {
        Optional<Timestamp> reported = context.timestamp(obr, 22);
        reported.flatMap(Timestamp::toInstant).ifPresent(report::setIssuedElement);
        if (reported.isPresent() && !reported.get().hasTime()) {
            context.ledger().at(obr, 22).notMapped("a day without a time of day cannot be an instant");
        }
    }

    /** OBR-7 and -8, else SPM-17, else the day of the storage path: JP Core wants the time of collection. */
    private Type collected(OrderGroup order) {
        Segment obr = order.obr();
        Optional<Type> requested = obr == null ? Optional.empty() : CollectionTime.ofRequest(obr, context.ledger());
        return requested
                .or(() -> order.specimens().stream()
                        .map(group -> CollectionTime.ofSpecimen(group.spm(), context.ledger()))
                        .flatMap(Optional::stream)
                        .findFirst())
                .orElseGet(() -> careDate(order));
    }

    private Type careDate(OrderGroup order) {
        Segment obr = order.obr();
        (obr == null ? context.ledger().file() : context.ledger().at(obr, 7))
                .missing("no time of collection; the care date of the storage path is taken");
        return Timestamp.parse(context.path().careDate(), context.ledger().file())
                .map(Timestamp::toDateTime)
                .orElseGet(DateTimeType::new);
    }
}
