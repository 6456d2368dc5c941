package org.tsumugi.server.landing;

/** Where the landing page gets the file counts from: the journal. */
@FunctionalInterface
public interface FacilityCounts {

    /** @param facility 10-digit medical institution code of a registered facility */
    FacilityFiles of(String facility);
}
