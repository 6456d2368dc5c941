package org.tsumugi.server.person;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a patient of one kind.
 *
 * @param patientId the Patient's logical id
 * @param facility 10-digit medical institution code
 * @param resourceType FHIR resource type
 * @param first the earliest {@linkplain ClinicalDay day} that any of them tells
 * @param last the latest
 * @param count how many resources, those without a day included
 */
public record LocatorRow(
        UUID patientId,
        String facility,
        String resourceType,
        @Nullable LocalDate first,
        @Nullable LocalDate last,
        long count) {}
