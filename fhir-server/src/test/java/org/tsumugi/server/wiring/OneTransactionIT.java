package org.tsumugi.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.store.HapiResourceWriter;
import org.tsumugi.server.testing.ServerTest;

/** A row of ours and HAPI's resources are committed together or not at all. */
@ServerTest
class OneTransactionIT {

    private static final String ID = "0f5e3c0c-7d52-5a3b-9a55-3d3f4b1b7c01";

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private Facilities facilities;

    @Autowired
    private HapiResourceWriter writer;

    @Autowired
    private IFhirResourceDao<Patient> patients;

    @BeforeEach
    void makeTable() {
        jdbc.execute("drop table if exists one_transaction");
        jdbc.execute("create table one_transaction (id integer)");
    }

    @Test
    void rollbackShouldUndoRowsAndResources() {
        String facility = "1399999901";
        int partition = facilities.register(facility);
        transactions.executeWithoutResult(status -> {
            write(facility);
            assertThat(rows()).isEqualTo(1);
            status.setRollbackOnly();
        });
        assertThat(rows()).isZero();
        assertThatThrownBy(() -> patients.read(new IdType("Patient", ID), in(partition)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void exceptionShouldUndoRowsAndResources() {
        String facility = "1399999902";
        int partition = facilities.register(facility);
        assertThatThrownBy(() -> transactions.executeWithoutResult(status -> {
                    write(facility);
                    throw new IllegalStateException("after both");
                }))
                .hasMessage("after both");
        assertThat(rows()).isZero();
        assertThatThrownBy(() -> patients.read(new IdType("Patient", ID), in(partition)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void commitShouldKeepRowsAndResources() {
        String facility = "1399999903";
        int partition = facilities.register(facility);
        transactions.executeWithoutResult(status -> write(facility));
        assertThat(rows()).isEqualTo(1);
        assertThat(patients.read(new IdType("Patient", ID), in(partition)).getActive())
                .isTrue();
    }

    private void write(String facility) {
        jdbc.update("insert into one_transaction values (1)");
        Patient patient = new Patient();
        patient.setId(ID);
        patient.setActive(true);
        writer.write(facility, List.of(patient), List.of());
    }

    private int rows() {
        Integer count = jdbc.queryForObject("select count(*) from one_transaction", Integer.class);
        return count == null ? -1 : count;
    }

    private static SystemRequestDetails in(int partition) {
        return SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(partition));
    }
}
