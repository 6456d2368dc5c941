package org.tsumugi.server.identity;

import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDaoPatient;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import java.util.Optional;
import java.util.UUID;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Patient;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;

/**
 * Stands between HAPI's provider of Patients and its storage: what is asked of a person is answered here, all else by HAPI. A person's
 * Patient has one version, the present one; an earlier one is as unknown as one that never was.
 */
final class PatientReads implements MethodInterceptor {

    private final VisiblePersons persons;
    private final PersonPatients patients;
    private final PersonSearch search;

    PatientReads(VisiblePersons persons, PersonPatients patients, PersonSearch search) {
        this.persons = persons;
        this.patients = patients;
        this.search = search;
    }

    /** The same storage, and persons. */
    @SuppressWarnings("unchecked")
    IFhirResourceDao<Patient> around(IFhirResourceDao<Patient> dao) {
        ProxyFactory proxy = new ProxyFactory();
        proxy.setInterfaces(IFhirResourceDaoPatient.class);
        proxy.setTarget(dao);
        proxy.addAdvice(this);
        return (IFhirResourceDao<Patient>) proxy.getProxy(IFhirResourceDao.class.getClassLoader());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        Optional<?> answer = switch (call.getMethod().getName()) {
            case "read" -> read(call.getArguments());
            case "history" -> history(call.getArguments());
            case "search" -> search(call.getArguments());
            default -> Optional.empty();
        };
        return answer.isPresent() ? answer.get() : call.proceed();
    }

    private Optional<Patient> read(@Nullable Object[] arguments) {
        return arguments.length == 2
                        && arguments[0] instanceof IIdType id
                        && arguments[1] instanceof RequestDetails request
                ? read(id, request)
                : Optional.empty();
    }

    private Optional<Patient> read(IIdType id, RequestDetails request) {
        return LogicalIds.parse(id.getIdPart())
                .flatMap(logicalId -> read(logicalId, request))
                .filter(patient -> !id.hasVersionIdPart()
                        || id.getVersionIdPart().equals(patient.getMeta().getVersionId()));
    }

    private Optional<Patient> read(UUID logicalId, RequestDetails request) {
        return persons.byLogicalId(request, logicalId).map(person -> patients.of(request, person, logicalId));
    }

    private Optional<IBundleProvider> history(@Nullable Object[] arguments) {
        return arguments.length == 3
                        && arguments[0] instanceof IIdType id
                        && arguments[2] instanceof RequestDetails request
                ? read(id.toUnqualifiedVersionless(), request).map(SimpleBundleProvider::new)
                : Optional.empty();
    }

    private Optional<IBundleProvider> search(@Nullable Object[] arguments) {
        return arguments.length == 3
                        && arguments[0] instanceof SearchParameterMap asked
                        && arguments[1] instanceof RequestDetails request
                ? search.answer(asked, request)
                : Optional.empty();
    }
}
