package org.tsumugi.consent;

import ca.uhn.fhir.rest.api.server.RequestDetails;

/**
 * The one place that says which facilities' data a request may see. Asked once per HTTP request, before the request is
 * handled and on its servlet thread; the entries of a batch or transaction share the answer.
 */
@FunctionalInterface
public interface ReadablePartitions {

    /**
     * Decides for a whole request.
     *
     * @param request the HTTP request, its interaction type and body already known
     * @return the partitions; an empty list hides everything
     * @throws ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException to refuse the request as a whole
     */
    ReaderPartitions of(RequestDetails request);
}
