package org.tsumugi.hl7v2.examnotice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.ImagingStudy.ImagingStudyStatus;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.tsumugi.hl7v2.account.IgnoreRule;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.TsumugiExtensions;
import org.tsumugi.hl7v2.mapping.MappingContext;
import org.tsumugi.hl7v2.mapping.Orders;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * IPC → ImagingStudy, one for each Study Instance UID, however often a message repeats it. Without a UID there is no study to speak
 * of, and its numbers are those of the procedure.
 */
final class Images {

    private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9]\\d*)){1,31}");
    private static final int LONGEST_UID = 64;
    private static final String IDENTIFIER_TYPE = "http://terminology.hl7.org/CodeSystem/v2-0203";

    private final MappingContext context;
    private final String profile;
    private final Map<String, ImagingStudy> studies = new LinkedHashMap<>();
    private final Map<DomainResource, Read> reads = new IdentityHashMap<>();

    Images(MappingContext context, String profile) {
        this.context = context;
        this.profile = profile;
    }

    /** Reads one IPC of a procedure; gives the study that it is the first to name. */
    Optional<ImagingStudy> add(Segment ipc, Procedure procedure) {
        String uid = ipc.text(3).strip();
        if (!uid.isEmpty() && (uid.length() > LONGEST_UID || !UID.matcher(uid).matches())) {
            context.at(ipc, 3).invalid("not a DICOM UID; kept as a number of the procedure");
            number("study-uid", "", ipc, 3, procedure);
            uid = "";
        }
        if (uid.isEmpty()) {
            numbers(ipc, procedure);
            modality(ipc, procedure).ifPresent(modality -> extension("modality", modality, procedure));
            concepts(ipc, 6, procedure).forEach(protocol -> extension("protocol", protocol, procedure));
            stations(ipc, procedure);
            return Optional.empty();
        }
        boolean isNew = !studies.containsKey(uid);
        ImagingStudy study = studies.computeIfAbsent(uid, this::study);
        context.at(ipc, 3).component(1).gives(study.getIdentifierFirstRep().getValueElement());
        numbers(ipc, study);
        modality(ipc, study).ifPresent(study::addModality);
        concepts(ipc, 6, study).forEach(study::addProcedureCode);
        stations(ipc, study);
        return isNew ? Optional.of(study) : Optional.empty();
    }

    /** All studies, in the order they are named. */
    List<ImagingStudy> studies() {
        return List.copyOf(studies.values());
    }

    private ImagingStudy study(String uid) {
        ImagingStudy study = context.identify(new ImagingStudy(), context.path().storageKey() + "|IPC|" + uid, profile);
        study.addIdentifier().setSystem("urn:dicom:uid").setValue("urn:oid:" + uid);
        study.setStatus(ImagingStudyStatus.UNKNOWN);
        study.setSubject(context.patient());
        return study;
    }

    // ---- numbers ----

    private void numbers(Segment ipc, DomainResource resource) {
        number("accession", "ACSN", ipc, 1, resource);
        number("requested-procedure", "", ipc, 2, resource);
        number("scheduled-procedure-step", "", ipc, 4, resource);
    }

    /** A number that is there already only gets a further source. */
    private void number(String kind, String type, Segment ipc, int field, DomainResource resource) {
        String number = ipc.text(field).strip();
        if (number.isEmpty()) {
            return;
        }
        Identifier identifier = read(resource)
                .numbers()
                .computeIfAbsent(kind + "|" + number, key -> add(identifier(kind, type, number), resource));
        context.at(ipc, field).component(1).gives(identifier.getValueElement());
    }

    private Identifier identifier(String kind, String type, String number) {
        Identifier identifier = Orders.localNumber(context, kind, number);
        if (!type.isEmpty()) {
            identifier.getType().addCoding().setSystem(IDENTIFIER_TYPE).setCode(type);
        }
        return identifier;
    }

    private static Identifier add(Identifier identifier, DomainResource resource) {
        if (resource instanceof Procedure procedure) {
            procedure.addIdentifier(identifier);
        } else if (resource instanceof ImagingStudy study) {
            study.addIdentifier(identifier);
        }
        return identifier;
    }

    // ---- how ----

    private Optional<Coding> modality(Segment ipc, DomainResource resource) {
        if (isRepeated(ipc, 5, resource)) {
            return Optional.empty();
        }
        CodedText modality = CodedText.of(ipc.field(5).first());
        return context.concepts()
                .coding(modality.first(), "", context.at(ipc, 5).repetition(0));
    }

    private List<CodeableConcept> concepts(Segment ipc, int field, DomainResource resource) {
        List<CodeableConcept> concepts = new ArrayList<>();
        if (isRepeated(ipc, field, resource)) {
            return concepts;
        }
        for (int i = 0; i < ipc.field(field).repetitions().size(); i++) {
            context.concepts()
                    .concept(
                            CodedText.of(ipc.field(field).repetitions().get(i)),
                            context.at(ipc, field).repetition(i))
                    .ifPresent(concepts::add);
        }
        return concepts;
    }

    private void stations(Segment ipc, DomainResource resource) {
        text(ipc, 7, "scheduled-station", resource);
        concepts(ipc, 8, resource).forEach(place -> extension("scheduled-step-location", place, resource));
        text(ipc, 9, "scheduled-ae-title", resource);
    }

    private void text(Segment ipc, int field, String name, DomainResource resource) {
        String text = ipc.text(field).strip();
        if (!text.isEmpty() && !isRepeated(ipc, field, resource)) {
            extension(name, context.at(ipc, field).component(1).gives(new StringType(text)), resource);
        }
    }

    private static void extension(String name, Type value, DomainResource resource) {
        resource.addExtension(new Extension(TsumugiExtensions.url(name), value));
    }

    // ---- what is said again ----

    /** What is already read into a resource: its numbers, and the first writing of every field. */
    private record Read(Map<String, Identifier> numbers, Set<String> fields) {}

    private Read read(DomainResource resource) {
        return reads.computeIfAbsent(resource, key -> new Read(new HashMap<>(), new HashSet<>()));
    }

    private boolean isRepeated(Segment ipc, int field, DomainResource resource) {
        String raw =
                ipc.field(field).repetitions().stream().map(Repetition::raw).collect(Collectors.joining("~"));
        boolean first = read(resource).fields().add(field + "|" + raw);
        if (!first && !raw.isEmpty()) {
            context.at(ipc, field).ignored(IgnoreRule.REPEATS_ANOTHER_FIELD);
        }
        return !first;
    }
}
