package org.tsumugi.hl7v2.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.account.Place;
import org.tsumugi.hl7v2.code.CodeSystems;
import org.tsumugi.hl7v2.code.CodedText;
import org.tsumugi.hl7v2.code.Concepts;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Timestamp;
import org.tsumugi.hl7v2.directory.Departments;
import org.tsumugi.hl7v2.directory.Directory;
import org.tsumugi.hl7v2.directory.Facilities;
import org.tsumugi.hl7v2.directory.Practitioners;
import org.tsumugi.hl7v2.identity.ResourceIds;
import org.tsumugi.hl7v2.message.Segment;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/**
 * One file while it is mapped: whose it is, where issues go, ids and references, and what it says in passing about other
 * groups. Used by one thread, for one message.
 */
public final class MappingContext {

    private static final Set<DataType> ORDERS = EnumSet.of(
            DataType.OMD,
            DataType.OMP_01,
            DataType.OMP_02,
            DataType.OML_01,
            DataType.OMG_01,
            DataType.OMG_02,
            DataType.OMG_03);

    private final StoragePath path;
    private final MapperSettings settings;
    private final Ledger ledger;
    private final Concepts concepts;
    private final Directory directory;
    private final Facilities facilities;
    private final Practitioners practitioners;
    private final Departments departments;
    private final List<Contribution> contributions = new ArrayList<>();

    public MappingContext(String facility, StoragePath path, MapperSettings settings, Ledger ledger) {
        this.path = path;
        this.settings = settings;
        this.ledger = ledger;
        this.concepts = new Concepts(CodeSystems.of(facility, settings.systems()));
        this.directory = new Directory(facility);
        this.facilities = new Facilities(directory, settings.systems());
        this.practitioners = new Practitioners(directory);
        this.departments = new Departments(directory, concepts, facilities);
    }

    /** 10-digit code of the facility. */
    public String facility() {
        return directory.facility();
    }

    /** The file's storage path; its patient ID, care date and order number are the ones that count. */
    public StoragePath path() {
        return path;
    }

    /** The operator's settings. */
    public MapperSettings settings() {
        return settings;
    }

    /** Where everything found wrong goes. */
    public Ledger ledger() {
        return ledger;
    }

    /** A field of a segment: where what became of it is written down. */
    public Place at(Segment segment, int field) {
        return ledger.at(segment, field);
    }

    /** CWE → CodeableConcept, Coding, Quantity. */
    public Concepts concepts() {
        return concepts;
    }

    /** The facility's people and places. */
    public Facilities facilities() {
        return facilities;
    }

    /** A JP Core identifier or code system in the configured generation. */
    public String system(JpCore.Name name) {
        return name.in(settings.systems());
    }

    // ---- ids and references ----

    /**
     * Gives a resource its deterministic id and profile.
     *
     * @param businessKey what identifies it among resources of its type in the facility; must contain the patient ID (or an
     *     order number that the facility gives once) and must not depend on anything a corrected message would change
     * @param profile a JP Core profile, such as {@code JP_Condition}
     */
    public <T extends Resource> T identify(T resource, String businessKey, String profile) {
        resource.setId(id(resource.fhirType(), businessKey));
        resource.getMeta().addProfile(JpCore.profile(profile));
        return resource;
    }

    /**
     * What begins the business keys of a type without a date, of which a patient has one file (order number all nines): the
     * patient ID. A sender who writes several such files, with order numbers, gets different keys in each, because equal ids in
     * two files would be one resource.
     */
    public String patientRecord() {
        return path.hasOrderNo() ? path.patientId() + "#" + path.orderNo() : path.patientId();
    }

    /** A resource's id. */
    public String id(String resourceType, String businessKey) {
        return ResourceIds.uuid(facility(), resourceType, businessKey).toString();
    }

    /** A reference to a resource of this facility by its business key. */
    public Reference reference(String resourceType, String businessKey) {
        return new Reference(resourceType + "/" + id(resourceType, businessKey));
    }

    /** The patient of the storage path. */
    public Reference patient() {
        return reference("Patient", path.patientId());
    }

    /**
     * What the file's own resources are known by: an order by its number, whatever its day, because administrations and results
     * of other days refer to it; everything else by the storage key.
     */
    public String fileKey() {
        return ORDERS.contains(path.dataType()) ? orderKey(path.dataType()) : path.storageKey();
    }

    /** The {@link #fileKey()} of the order of this type that has the order number of this file's path. */
    public String orderKey(DataType orderType) {
        return path.hasOrderNo()
                ? orderKey(orderType, path.orderNo())
                : path.storageKey().replace("_" + path.dataType().folder() + "_", "_" + orderType.folder() + "_");
    }

    /** The {@link #fileKey()} of the order of this type with this number, for a file whose path has none. */
    public String orderKey(DataType orderType, String orderNo) {
        return String.join("|", path.patientId(), orderType.folder(), orderNo);
    }

    /** The stay that began at this admission time (PV1-44). */
    public Reference stay(Timestamp admission) {
        return reference("Encounter", stayKey(path.patientId(), admission));
    }

    /** The business key of a stay: patient and admission time to the second. */
    public static String stayKey(String patientId, Timestamp admission) {
        return patientId + "|" + admission.normalised();
    }

    /** The business key of an outpatient's visit: patient and time of reception to the second. */
    public static String visitKey(String patientId, Timestamp reception) {
        return patientId + "|visit|" + reception.normalised();
    }

    /** The stay, or the visit of an outpatient, that began at PV1-44; empty without PV1-44. */
    public Optional<Reference> encounter(Segment pv1) {
        return timestamp(pv1, 44).map(began -> {
            Reference encounter =
                    pv1.text(2).equals("I") ? stay(began) : reference("Encounter", visitKey(path.patientId(), began));
            at(pv1, 2).gives(encounter.getReferenceElement_());
            began.source().gives(encounter.getReferenceElement_());
            return encounter;
        });
    }

    /** The facility's Organization. */
    public Reference organization() {
        return facilities.reference();
    }

    /** The people of an XCN field, each also contributed as a Practitioner when it has an id. */
    public List<Reference> practitioners(Segment segment, int field) {
        return practitioners.of(segment.field(field), ledger.at(segment, field));
    }

    /** The first person of an XCN field. */
    public Optional<Reference> practitioner(Segment segment, int field) {
        List<Reference> people = practitioners(segment, field);
        if (people.size() > 1) {
            ledger.at(segment, field).notMapped("further people than the first");
        }
        return people.stream().findFirst();
    }

    /** The department of a CWE or IS field (ORC-17, PV1-10), also contributed as an Organization. */
    public Optional<Reference> department(Segment segment, int field) {
        return departments.of(
                CodedText.of(segment.field(field).first()),
                ledger.at(segment, field).repetition(0));
    }

    /** What ORC-21 to -23 say about the facility. */
    public void facilityFrom(Segment orc) {
        facilities.contribute(orc, ledger);
    }

    // ---- datatypes of a field ----

    /** TS of a field. */
    public Optional<Timestamp> timestamp(Segment segment, int field) {
        return Timestamp.parse(segment.text(field), ledger.at(segment, field).repetition(0));
    }

    /** TS of a field as a dateTime. */
    public Optional<DateTimeType> dateTime(Segment segment, int field) {
        return timestamp(segment, field).map(Timestamp::toDateTime);
    }

    /** CWE of a field's first repetition, in the main meaning of its tables. */
    public Optional<CodeableConcept> concept(Segment segment, int field) {
        return concepts.concept(
                CodedText.of(segment.field(field).first()),
                ledger.at(segment, field).repetition(0));
    }

    /** ID: a code of the HL7 table that the standard fixes for the field, such as {@code HL70038}; empty when none was sent. */
    public Optional<Coding> id(Segment segment, int field, String table) {
        return concepts.id(segment.text(field), table, ledger.at(segment, field).repetition(0));
    }

    /** NM of a field with a CWE unit of another. */
    public Optional<Quantity> quantity(Segment segment, int number, int unit) {
        return concepts.quantity(
                segment.text(number),
                ledger.at(segment, number),
                CodedText.of(segment.field(unit).first()),
                ledger.at(segment, unit).repetition(0));
    }

    /** An identifier in one of JP Core's systems. */
    public Identifier identifier(JpCore.Name name, String value) {
        return new Identifier().setSystem(system(name)).setValue(value);
    }

    // ---- contributions ----

    /** A group of this facility. */
    public GroupKey group(GroupKind kind, String key) {
        return new GroupKey(facility(), kind, key);
    }

    /** Adds a contribution to another group; a mapper makes at most one per group. */
    public void contribute(Contribution contribution) {
        contributions.add(contribution);
    }

    /** What was said of people and places beside what is contributed, for the account. */
    public List<Resource> mentioned() {
        return directory.mentioned();
    }

    /** Everything contributed so far, people and places included. */
    public List<Contribution> contributions() {
        List<Contribution> all = new ArrayList<>(contributions);
        all.addAll(directory.contributions());
        return all;
    }
}
