package org.tsumugi.server.identity;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.matcher.SearchParamMatcher;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.server.fhir.FoldedNameSearch;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;

/** Persons as FHIR clients meet them, put together. */
public final class PersonFace {

    private final VisiblePersons visible;
    private final IFhirResourceDao<Patient> dao;
    private final PersonPatients patients;

    /** @param dao HAPI's storage of Patients */
    public PersonFace(FhirContext fhir, VisiblePersons visible, IFhirResourceDao<Patient> dao) {
        this.visible = visible;
        this.dao = dao;
        this.patients = new PersonPatients(fhir, dao);
    }

    /** HAPI's storage of Patients, and persons; for the provider that answers clients. */
    public IFhirResourceDao<Patient> reads(SearchParamMatcher matcher, FoldedNameSearch names) {
        return new PatientReads(visible, patients, new PersonSearch(visible, patients, matcher, names)).around(dao);
    }

    /** To be registered with HAPI's storage. */
    public PersonExpansion expansion() {
        return new PersonExpansion(visible);
    }

    /** {@code $match}. */
    public PatientMatch match(Persons persons, RulesInForce rules) {
        return new PatientMatch(new PersonMatcher(visible, persons, rules), patients);
    }

    /** {@code $ihe-pix}. */
    public CrossReference crossReference() {
        return new CrossReference(visible, patients);
    }

    /** {@code $record-locator}. */
    public LocatorOperation locator(Holdings holdings) {
        return new LocatorOperation(visible, dao, holdings);
    }
}
