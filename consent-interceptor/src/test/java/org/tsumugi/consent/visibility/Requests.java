package org.tsumugi.consent.visibility;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Patient;
import org.tsumugi.consent.AllowList;
import org.tsumugi.consent.ReaderPartitions;

/** Requests and resources as the fences meet them. */
final class Requests {
    static final FhirContext FHIR = FhirContext.forR4Cached();

    static final AllowList READING = new AllowList(
            EnumSet.of(
                    RestOperationTypeEnum.READ,
                    RestOperationTypeEnum.VREAD,
                    RestOperationTypeEnum.HISTORY_INSTANCE,
                    RestOperationTypeEnum.HISTORY_TYPE,
                    RestOperationTypeEnum.SEARCH_TYPE,
                    RestOperationTypeEnum.METADATA,
                    RestOperationTypeEnum.TRANSACTION),
            Set.of(new AllowList.Operation(
                    "$everything", RestOperationTypeEnum.EXTENDED_OPERATION_INSTANCE, "Patient", false)),
            false);

    private Requests() {}

    static ServletRequestDetails request(RestOperationTypeEnum interaction) {
        ServletRequestDetails request = new ServletRequestDetails();
        request.setRestOperationType(interaction);
        return request;
    }

    static ServletRequestDetails operation(RestOperationTypeEnum level, String type, String name) {
        ServletRequestDetails request = request(level);
        request.setResourceName(type);
        request.setOperation(name);
        return request;
    }

    static ServletRequestDetails bundle(BundleType type, HTTPVerb... verbs) {
        Bundle bundle = new Bundle().setType(type);
        for (HTTPVerb verb : verbs) {
            bundle.addEntry().getRequest().setMethod(verb).setUrl("Patient");
        }
        ServletRequestDetails request = request(RestOperationTypeEnum.TRANSACTION);
        request.setResource(bundle);
        return request;
    }

    static ServletRequestDetails scoped(RestOperationTypeEnum interaction, ReaderPartitions partitions) {
        ServletRequestDetails request = request(interaction);
        scope(request, partitions);
        return request;
    }

    static void scope(ServletRequestDetails request, ReaderPartitions partitions) {
        new ScopeFence(ignored -> partitions, READING).determineScope(request);
    }

    static ServletRequestDetails reader(Integer... partitions) {
        return scoped(RestOperationTypeEnum.SEARCH_TYPE, ReaderPartitions.readOnly(List.of(partitions)));
    }

    static Patient patientIn(int partition) {
        Patient patient = new Patient();
        patient.setUserData(Constants.RESOURCE_PARTITION_ID, RequestPartitionId.fromPartitionId(partition));
        return patient;
    }
}
