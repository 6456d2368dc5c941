package org.tsumugi.server.wiring;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.rp.r4.PatientResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;

/**
 * What the FHIR endpoint has for persons.
 *
 * @param reads HAPI's storage of Patients, and persons
 * @param operations providers of operations
 */
record PersonProviders(IFhirResourceDao<Patient> reads, List<Object> operations) {

    PersonProviders {
        operations = List.copyOf(operations);
    }

    /** Lets HAPI's provider of Patients read persons too. */
    void standBefore(List<Object> providers) {
        providers.forEach(provider -> {
            if (provider instanceof PatientResourceProvider patients) {
                patients.setDao(reads);
            }
        });
    }

    void register(RestfulServer server) {
        operations.forEach(server::registerProvider);
    }
}
