package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.testing.ServerTest;

/** Resources reach HAPI's tables with their indexes, once, whatever is there already. */
@ServerTest
class HapiResourceWriterIT {

    private static final String FACILITY = "1310000877";

    @Autowired
    HapiResourceWriter writer;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Facilities facilities;

    @Autowired
    JdbcTemplate jdbc;

    @BeforeEach
    void registerFacility() {
        facilities.register(FACILITY);
    }

    @Test
    void newAndExistingShouldBeWrittenTogether() {
        Organization organization = organization("海辺病院");
        write(List.of(organization.copy()));
        Patient patient = patient("一郎", organization);

        organization.setName("山の手病院");
        write(List.of(organization.copy(), patient.copy()));

        assertThat(version(organization)).isEqualTo(2);
        assertThat(version(patient)).isEqualTo(1);
        assertThat(indexed("hfj_spidx_string", organization)).isPositive();
        assertThat(indexed("hfj_spidx_string", patient)).isPositive();
        assertThat(links(patient)).isOne();
    }

    @Test
    void versionShouldBeOneAfterOneWrite() {
        List<Resource> many = new ArrayList<>();
        Organization organization = organization("海辺病院");
        for (int i = 0; i < 600; i++) {
            many.add(patient("患者" + i, organization));
        }
        many.add(organization);

        write(many);

        assertThat(many).allMatch(resource -> version(resource) == 1 && storedVersions(resource) == 1);
    }

    @Test
    void deletedShouldComeBackWithWhatIsNewBesideIt() {
        Organization organization = organization("海辺病院");
        write(List.of(organization.copy()));
        transactions.executeWithoutResult(
                status -> writer.write(FACILITY, List.of(), List.of("Organization/" + id(organization))));
        assertThat(version(organization)).isEqualTo(2);
        Patient patient = patient("一郎", organization);

        write(List.of(patient.copy(), organization.copy()));

        assertThat(version(organization)).isEqualTo(3);
        assertThat(version(patient)).isEqualTo(1);
        assertThat(links(patient)).isOne();
    }

    @Test
    void resourcesThatReferToEachOtherShouldBeWritten() {
        Organization one = organization("一");
        Organization other = organization("二");
        one.setPartOf(to(other));
        other.setPartOf(to(one));

        write(List.of(one.copy(), other.copy()));

        assertThat(links(one) + links(other)).isEqualTo(2);
    }

    @Test
    void deletionShouldFollowWhatReferredToIt() {
        Organization organization = organization("海辺病院");
        Patient patient = patient("一郎", organization);
        write(List.of(patient.copy(), organization.copy()));
        patient.setManagingOrganization(null);

        transactions.executeWithoutResult(
                status -> writer.write(FACILITY, List.of(patient.copy()), List.of("Organization/" + id(organization))));

        assertThat(version(patient)).isEqualTo(2);
        assertThat(version(organization)).isEqualTo(2);
        assertThat(links(patient)).isZero();
    }

    @Test
    void referenceToNothingShouldBeRefused() {
        Patient patient = patient("一郎", organization("海辺病院"));

        assertThatThrownBy(() -> write(List.of(patient))).isInstanceOf(BaseServerResponseException.class);

        assertThat(storedVersions(patient)).isZero();
    }

    private void write(List<Resource> puts) {
        transactions.executeWithoutResult(status -> writer.write(FACILITY, puts, List.of()));
    }

    private static Organization organization(String name) {
        Organization organization = new Organization();
        organization.setId(UUID.randomUUID().toString());
        organization.setName(name);
        return organization;
    }

    private static Patient patient(String name, Organization organization) {
        Patient patient = new Patient();
        patient.setId(UUID.randomUUID().toString());
        patient.addName().setText(name);
        patient.setManagingOrganization(to(organization));
        return patient;
    }

    private static Reference to(Organization organization) {
        return new Reference("Organization/" + id(organization));
    }

    private static String id(Resource resource) {
        return resource.getIdElement().getIdPart();
    }

    private int version(Resource resource) {
        return count("select res_ver from hfj_resource where fhir_id = ?", resource);
    }

    private int storedVersions(Resource resource) {
        return count(
                "select count(*) from hfj_res_ver v join hfj_resource r using (res_id) where r.fhir_id = ?", resource);
    }

    private int indexed(String table, Resource resource) {
        return count(
                "select count(*) from " + table + " i join hfj_resource r using (res_id) where r.fhir_id = ?",
                resource);
    }

    private int links(Resource resource) {
        return count(
                "select count(*) from hfj_res_link l join hfj_resource r on r.res_id = l.src_resource_id where r.fhir_id = ?",
                resource);
    }

    private int count(String sql, Resource resource) {
        Integer count = jdbc.queryForObject(sql, Integer.class, id(resource));
        return count == null ? -1 : count;
    }
}
