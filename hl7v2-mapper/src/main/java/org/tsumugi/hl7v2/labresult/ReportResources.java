package org.tsumugi.hl7v2.labresult;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.labresult.ResultGroups.OrderGroup;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.CollectionTime;
import org.tsumugi.hl7v2.observation.Notes;
import org.tsumugi.hl7v2.observation.ResultStatus;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * OBR and what belongs to it → DiagnosticReport and its Observations. A report lists every one of its rows, also those that
 * belong to an organism, so that who does not follow {@code hasMember} misses nothing.
 */
final class ReportResources {

    private final MappingContext context;
    private final ResultKeys keys;
    private final LabOrderKeys requestKeys;
    private final LabRequests requests;
    private final SpecimenResources specimens;
    private final @Nullable Reference encounter;
    private final ObservationResources observations;
    private final Map<Segment, Observation> results = new IdentityHashMap<>();

    ReportResources(
            MappingContext context, ResultKeys keys, SpecimenResources specimens, Optional<Reference> encounter) {
        this.context = context;
        this.keys = keys;
        this.requestKeys = new LabOrderKeys(context.orderKey(DataType.OML_01));
        this.requests = new LabRequests(context, encounter);
        this.specimens = specimens;
        this.encounter = encounter.orElse(null);
        this.observations = new ObservationResources(context, keys);
    }

    /** An order whose rows are mapped. */
    private record Draft(
            OrderGroup order, ObservationResources.Frame frame, List<Reference> material, List<Observation> results) {}

    /** Each report, then its results. Results without an OBR have no report. */
    List<Resource> map(ResultGroups groups) {
        Cultures cultures = Cultures.of(groups, context.ledger());
        List<Draft> drafts =
                groups.orders().stream().map(order -> draft(order, cultures)).toList();
        linkToOrganisms(groups, cultures);
        List<Resource> resources = new ArrayList<>();
        for (Draft draft : drafts) {
            Segment obr = draft.order().obr();
            if (obr != null) {
                resources.add(report(obr, draft, cultures, groups.notes()));
            }
            resources.addAll(draft.results());
        }
        return resources;
    }

    private Draft draft(OrderGroup order, Cultures cultures) {
        List<Reference> material =
                order.specimens().stream().map(specimens::reference).toList();
        String specimenKey = order.specimens().isEmpty()
                ? context.fileKey()
                : specimens.key(order.specimens().get(0));
        ObservationResources.Frame frame = new ObservationResources.Frame(
                keys.order(order, specimenKey),
                order.obr() == null ? null : requestKeys.set(order.obr()),
                collected(order),
                material.isEmpty() ? null : material.get(0),
                encounter);
        List<Observation> rows = new ArrayList<>();
        for (ResultGroup group : order.results()) {
            Observation row = observations.result(group, frame, cultures.part(group.obx()));
            results.put(group.obx(), row);
            rows.add(row);
        }
        reportWhatIsMissing(order);
        return new Draft(order, frame, material, rows);
    }

    /** The organism has its quantity and susceptibilities as members, in the order of the message. */
    private void linkToOrganisms(ResultGroups groups, Cultures cultures) {
        groups.orders().stream()
                .flatMap(order -> order.results().stream())
                .map(ResultGroup::obx)
                .forEach(obx -> cultures.organism(obx).map(results::get).ifPresent(organism -> {
                    Reference member = reference(results.get(obx));
                    context.at(obx, 4).component(1).gives(member.getReferenceElement_());
                    organism.addHasMember(member);
                }));
    }

    private static Reference reference(@Nullable Observation result) {
        return result == null
                ? new Reference()
                : new Reference("Observation/" + result.getIdElement().getIdPart());
    }

    private void reportWhatIsMissing(OrderGroup order) {
        Segment obr = order.obr();
        Segment orc = order.orc();
        Segment first = obr != null ? obr : orc;
        if (order.specimens().isEmpty()) {
            (first == null ? context.ledger().file() : context.ledger().at(first))
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "an order without SPM");
        }
        if (obr == null) {
            (orc == null ? context.ledger().file() : context.ledger().at(orc))
                    .report(MappingIssueCode.SEGMENT_MISSING, Severity.WARNING, "results without OBR have no report");
        }
    }

    private DiagnosticReport report(Segment obr, Draft draft, Cultures cultures, List<Segment> patientNotes) {
        OrderGroup order = draft.order();
        ReportKind kind = cultures.isMicrobiology(order) ? ReportKind.MICROBIOLOGY : ReportKind.LABORATORY;
        DiagnosticReport report =
                context.identify(new DiagnosticReport(), draft.frame().orderKey(), kind.profile());
        report.setIdentifier(new LabIdentifiers(context).of(obr, order.orc()));
        report.addContained(LabOrder.of(order, requests));
        report.addBasedOn(new Reference("#" + LabOrder.ID));
        if (draft.frame().setKey() != null) {
            report.addBasedOn(context.reference("ServiceRequest", draft.frame().setKey()));
        }
        status(obr, order.orc(), draft.results(), report);
        kind.addCategory(report);
        report.setCode(kind.code(context.concept(obr, 4).orElseGet(CodeableConcept::new)));
        report.setSubject(context.patient());
        if (encounter != null) {
            report.setEncounter(Copies.of(encounter));
        }
        report.setEffective(draft.frame().collected());
        issued(obr, report);
        draft.material().forEach(specimen -> report.addSpecimen(Copies.of(specimen)));
        draft.results().forEach(result -> report.addResult(reference(result)));
        Reference parent =
                cultures.parent(order).map(obx -> reference(results.get(obx))).orElse(null);
        ParentResult.of(obr, parent, context).ifPresent(report::addExtension);
        notes(patientNotes, report);
        notes(order.notes(), report);
        return report;
    }

    /** R4 reports have no note. */
    private void notes(List<Segment> notes, DiagnosticReport report) {
        Notes.of(notes, context.ledger())
                .forEach(note -> report.addExtension(TsumugiExtensions.url("report-note"), note));
    }

    private void status(Segment obr, @Nullable Segment orc, List<Observation> rows, DiagnosticReport report) {
        String sent = obr.text(25).strip();
        Optional<DiagnosticReportStatus> said = ResultStatus.ofReport(sent);
        report.setStatus(said.or(() -> ResultStatus.ofResults(
                        rows.stream().map(Observation::getStatus).toList()))
                .orElseGet(() -> ResultStatus.ofOrder(orc == null ? "" : orc.text(5))));
        if (said.isPresent()) {
            context.at(obr, 25).component(1).gives(report.getStatusElement());
        } else if (!sent.isEmpty()) {
            context.at(obr, 25).invalid("a result status that is not in HL7 table 0123");
        }
    }

    /** OBR-22. A day without a time of day cannot be an instant, so it stands beside. */
    private void issued(Segment obr, DiagnosticReport report) {
        Optional<Timestamp> reported = context.timestamp(obr, 22);
        reported.flatMap(Timestamp::toInstant).ifPresent(report::setIssuedElement);
        if (reported.isPresent() && !reported.get().hasTime()) {
            DateType day = reported.get().toDate();
            report.addExtension(TsumugiExtensions.url("issued-day"), day);
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
