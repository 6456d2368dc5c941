package org.tsumugi.hl7v2.directory;

import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointUse;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Reference;
import org.tsumugi.hl7v2.GroupKind;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.code.JpCore;
import org.tsumugi.hl7v2.datatype.Addresses;
import org.tsumugi.hl7v2.datatype.Telecoms;
import org.tsumugi.hl7v2.message.Segment;

/** The facility's own Organization: its 10-digit code always, its name, address and telephone from ORC-21 to -23. */
public final class Facilities {

    private static final String KEY = "facility";
    private static final String ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";

    private final Directory directory;
    private final Systems generation;

    public Facilities(Directory directory, Systems generation) {
        this.directory = directory;
        this.generation = generation;
    }

    /** A reference to the facility. */
    public Reference reference() {
        return new Reference("Organization/" + directory.id("Organization", KEY));
    }

    /** Contributes the facility as far as its code says. */
    public void contribute() {
        directory.add(GroupKind.FACILITY, KEY, 0, organization());
    }

    /** Contributes the facility with what an ORC says about it; nothing when ORC-21 has no name. */
    public void contribute(Segment orc, Ledger ledger) {
        String name = orc.text(21);
        if (name.isEmpty()) {
            for (int field : new int[] {22, 23}) {
                if (!orc.field(field).isEmpty() && !orc.field(field).isExplicitNull()) {
                    ledger.at(orc, field).notMapped("of a facility without a name");
                }
            }
            return;
        }
        Organization organization = organization().setName(name);
        ledger.at(orc, 21).component(1).gives(organization.getNameElement());
        number(orc, organization, ledger);
        organization.setAddress(Addresses.of(orc.field(22), ledger.at(orc, 22)));
        organization.setTelecom(Telecoms.of(orc.field(23), ContactPointUse.WORK, ledger.at(orc, 23)));
        int tier = 10 + (organization.hasAddress() ? 2 : 0) + (organization.hasTelecom() ? 1 : 0);
        directory.add(GroupKind.FACILITY, KEY, tier, organization);
    }

    /** XON.10 or XON.3, where it is the code the storage is kept under. */
    private void number(Segment orc, Organization organization, Ledger ledger) {
        for (int part : new int[] {3, 10}) {
            if (orc.field(21).first().text(part).strip().equals(directory.facility())) {
                ledger.at(orc, 21)
                        .repetition(0)
                        .component(part)
                        .gives(organization.getIdentifierFirstRep().getValueElement());
            }
        }
    }

    private Organization organization() {
        String code = directory.facility();
        Organization organization = new Organization();
        organization.setId(directory.id("Organization", KEY));
        organization.getMeta().addProfile(JpCore.profile("JP_Organization"));
        organization.addIdentifier(Directory.identifier(JpCore.Name.MEDICAL_INSTITUTION.in(generation), code));
        organization.setActive(true);
        organization.addType().addCoding(new Coding(ORGANIZATION_TYPE, "prov", "Healthcare Provider"));
        if (code.matches("\\d{10}")) {
            organization.addExtension(
                    JpCore.extension("JP_Organization_PrefectureNo"),
                    new Coding()
                            .setSystem(JpCore.Name.PREFECTURE.in(generation))
                            .setCode(code.substring(0, 2)));
            organization.addExtension(
                    JpCore.extension("JP_Organization_InsuranceOrganizationCategory"),
                    new Coding()
                            .setSystem(JpCore.Name.FEE_SCORE_TYPE.in(generation))
                            .setCode(code.substring(2, 3)));
            organization.addExtension(
                    JpCore.extension("JP_Organization_InsuranceOrganizationNo"),
                    Directory.identifier(JpCore.Name.MEDICAL_ORGANIZATION.in(generation), code.substring(3)));
        }
        return organization;
    }
}
