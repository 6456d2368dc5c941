package org.tsumugi.server.landing;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.api.dao.IFhirResourceDao;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.TokenParam;
import org.hl7.fhir.r4.model.Organization;
import org.tsumugi.server.facility.Facility;

/** What a facility calls itself in its own partition. */
public final class OrganizationNames {

    private final IFhirResourceDao<Organization> organizations;

    public OrganizationNames(IFhirResourceDao<Organization> organizations) {
        this.organizations = organizations;
    }

    /** The name of the Organization that has the facility's code; the code itself while no file has named it. */
    public String of(Facility facility) {
        SearchParameterMap byCode =
                SearchParameterMap.newSynchronous(Organization.SP_IDENTIFIER, new TokenParam(null, facility.code()));
        SystemRequestDetails own =
                SystemRequestDetails.forRequestPartitionId(RequestPartitionId.fromPartitionId(facility.partition()));
        return organizations.search(byCode, own).getAllResources().stream()
                .filter(Organization.class::isInstance)
                .map(found -> ((Organization) found).getName())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse(facility.code());
    }
}
