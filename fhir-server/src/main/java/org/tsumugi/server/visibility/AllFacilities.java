package org.tsumugi.server.visibility;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.tsumugi.consent.ReadablePartitions;
import org.tsumugi.consent.ReaderPartitions;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.facility.Facility;

/**
 * The stand-in rule while the server answers on loopback only: a reader sees every registered facility and may write
 * nothing. Clinical data is written by the loader, which names its partition itself.
 */
public final class AllFacilities implements ReadablePartitions {
    private final Facilities facilities;

    /** Asks {@code facilities} anew for each request, so that a facility is seen from its registration on. */
    public AllFacilities(Facilities facilities) {
        this.facilities = facilities;
    }

    @Override
    public ReaderPartitions of(RequestDetails request) {
        return ReaderPartitions.readOnly(
                facilities.all().stream().map(Facility::partition).toList());
    }
}
