package org.tsumugi.server.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.raw.Sha256;

/**
 * The resources of a group, made again in this unit.
 *
 * @param patient whose files alone contribute to it; empty for what is the whole facility's
 * @param exists whether anything contributes to it
 * @param madeOf digest of the winning contribution, where one wins as a whole
 * @param marks the marks that were taken into account
 * @param wasMade whether resources were made of it before
 */
record MergedGroup(
        UUID groupId,
        Optional<String> patient,
        boolean exists,
        @Nullable Sha256 madeOf,
        int marks,
        boolean wasMade,
        List<Resource> resources) {}
