package org.tsumugi.hl7v2.examnotice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Procedure.ProcedureStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.examorder.ExamGroup;
import org.tsumugi.hl7v2.examorder.ExamGroup.Result;
import org.tsumugi.hl7v2.examorder.ExamGroup.Technique;
import org.tsumugi.hl7v2.examorder.ExamKeys;
import org.tsumugi.hl7v2.examorder.ExamKind;
import org.tsumugi.hl7v2.examorder.ExamRequests;
import org.tsumugi.hl7v2.examorder.ExamStatus;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Ordinals;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.observation.GeneralObservations.Frame;
import org.tsumugi.hl7v2.observation.Notes;

/**
 * What was done → Procedure (JP_Procedure). The order itself is one Procedure, of which the others are part; a part of the order is
 * told by its techniques (ZE1), one Procedure each, and by itself only when it has none. So a technique is counted once.
 */
final class Procedures {

    private final MappingContext context;
    private final ExamKeys keys;
    private final ExamKind kind;
    private final Optional<Reference> encounter;
    private final ExamRequests requests;
    private final Techniques techniques;
    private final Performed performed;
    private final Exposures exposures;
    private final Images images;
    private final Ordinals ordinals = new Ordinals();

    Procedures(MappingContext context, ExamKeys keys, ExamKind kind, Optional<Reference> encounter) {
        this.context = context;
        this.keys = keys;
        this.kind = kind;
        this.encounter = encounter;
        this.requests = new ExamRequests(context, keys, encounter);
        this.techniques = new Techniques(context);
        this.performed = new Performed(context);
        this.exposures = new Exposures(context);
        this.images = new Images(context, kind.imagingProfile());
    }

    /** What the procedures of one request share. */
    private record Shared(
            ExamGroup group, ServiceRequest order, Optional<Type> examined, Optional<DateTimeType> reported) {}

    List<Resource> map(ExamGroup group) {
        Shared shared = new Shared(
                group,
                requests.contained(group),
                ExamRequests.examined(group, context),
                ExamRequests.reported(group, context));
        List<Resource> resources = new ArrayList<>();
        List<Procedure> made = new ArrayList<>();
        if (keys.isMain(group) || group.techniques().isEmpty()) {
            Procedure whole = procedure(shared, keys.isMain(group) ? "" : keys.of(group));
            code(group, whole);
            resources.addAll(complete(whole, shared, group.results(), group.exposures()));
            made.add(whole);
        }
        boolean ownerless = made.isEmpty();
        for (Technique technique : group.techniques()) {
            boolean first = ownerless && made.isEmpty();
            Procedure procedure = procedure(shared, keys.of(group) + "|ZE1|" + code(technique.ze1()));
            techniques.set(technique.ze1(), procedure);
            code(group, procedure);
            Notes.of(technique.notes(), context.ledger()).forEach(procedure::addNote);
            List<Result> results = new ArrayList<>(technique.results());
            List<Segment> exposed = new ArrayList<>(technique.exposures());
            if (first) {
                results.addAll(group.results());
                exposed.addAll(group.exposures());
            }
            resources.addAll(complete(procedure, shared, results, exposed));
            made.add(procedure);
        }
        Notes.of(group.notes(), context.ledger()).forEach(made.get(0)::addNote);
        images(group, made.get(0), shared);
        return resources;
    }

    /** The images of all requests. */
    List<ImagingStudy> studies() {
        return images.studies();
    }

    private Procedure procedure(Shared shared, String part) {
        ExamGroup group = shared.group();
        String file = context.path().storageKey();
        Procedure procedure = context.identify(
                new Procedure(), part.isEmpty() ? file : ordinals.distinct(file + "|" + part), "JP_Procedure");
        if (!part.isEmpty()) {
            procedure.addPartOf(context.reference("Procedure", file));
        }
        procedure.addContained(Copies.of(shared.order()));
        procedure.addBasedOn(requests.reference(group));
        procedure.addBasedOn(new Reference("#" + ExamRequests.CONTAINED_ID));
        status(group, procedure);
        procedure.setCategory(kind.category());
        procedure.setSubject(context.patient());
        encounter.ifPresent(stay -> procedure.setEncounter(Copies.of(stay)));
        shared.reported().map(Copies::of).ifPresent(time -> procedure.addExtension(ExamRequests.REPORTED, time));
        return procedure;
    }

    /** The code of the order where no technique has one. */
    private void code(ExamGroup group, Procedure procedure) {
        Segment obr = group.obr(4);
        if (!procedure.hasCode() && obr != null) {
            context.concept(obr, 4).ifPresent(procedure::setCode);
        }
    }

    private static String code(Segment ze1) {
        return ze1.field(3).first().data(1).strip();
    }

    private List<Resource> complete(Procedure procedure, Shared shared, List<Result> results, List<Segment> exposed) {
        List<Result> others = performed.fillIn(results, procedure);
        shared.examined().map(Copies::of).ifPresent(time -> {
            if (procedure.hasPerformed()) {
                procedure.addExtension(TsumugiExtensions.url("exam-time"), time);
            } else {
                procedure.setPerformed(time);
            }
        });
        Frame frame =
                new Frame(procedure.getIdElement().getIdPart(), "procedure", when(procedure), encounter.orElse(null));
        List<Resource> resources = new ArrayList<>();
        resources.add(procedure);
        resources.addAll(performed.observations(others, procedure, frame));
        Reference reference =
                new Reference("Procedure/" + procedure.getIdElement().getIdPart());
        for (Segment ze2 : exposed) {
            exposures.map(ze2, frame, reference).ifPresent(resources::add);
        }
        return resources;
    }

    private static @Nullable Type when(Procedure procedure) {
        return procedure.hasPerformed() ? procedure.getPerformed() : null;
    }

    /** What is done to the order outweighs OBR-25, and that the state of the order; a notice without any of them says: done. */
    private void status(ExamGroup group, Procedure procedure) {
        ProcedureStatus byControl = null;
        for (Segment orc : group.orders()) {
            ProcedureStatus said = ExamStatus.procedureOfControl(orc.text(1).strip());
            byControl = said == null ? byControl : said;
        }
        ProcedureStatus byResult = ExamStatus.procedureOfResult(group.request(25));
        ProcedureStatus byState = ExamStatus.procedureOfState(group.order(5));
        ProcedureStatus said = byControl != null ? byControl : byResult != null ? byResult : byState;
        procedure.setStatus(said == null ? ProcedureStatus.COMPLETED : said);
        Segment result = group.obr(25);
        if (result == null) {
            return;
        }
        if (byResult != null && said == byResult) {
            context.at(result, 25).gives(procedure.getStatusElement());
        } else {
            procedure.addExtension(TsumugiExtensions.url("result-status"), ExamRequests.resultStatus(result, context));
        }
    }

    private void images(ExamGroup group, Procedure procedure, Shared shared) {
        for (Segment ipc : group.images()) {
            images.add(ipc, procedure).ifPresent(study -> {
                encounter.map(Copies::of).ifPresent(study::setEncounter);
                study.setProcedureReference(
                        new Reference("Procedure/" + procedure.getIdElement().getIdPart()));
                study.addBasedOn(requests.reference(group));
                if (procedure.getPerformed() instanceof DateTimeType time) {
                    study.setStartedElement(Copies.of(time));
                } else if (procedure.getPerformed() instanceof Period period && period.hasStart()) {
                    study.setStartedElement(Copies.of(period.getStartElement()));
                }
            });
        }
    }
}
