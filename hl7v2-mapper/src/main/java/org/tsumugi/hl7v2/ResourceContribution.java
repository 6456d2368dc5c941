package org.tsumugi.hl7v2;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * A contribution that is complete resources: the last one in the order wins as a whole.
 *
 * @param group what is contributed to
 * @param tier how good a source this is
 * @param sustains whether the group exists because of this contribution
 * @param variant tells apart several contributions to one group that do not compete: an order number that a sender used on
 *     several days. The last variant has the ids of the resources as they are; the ids of the others are made from them and
 *     the variant. Empty for all other groups
 * @param resources the resources, each with its deterministic id; references are relative ({@code Patient/uuid})
 */
public record ResourceContribution(GroupKey group, int tier, boolean sustains, String variant, List<Resource> resources)
        implements Contribution {

    /** A contribution to a group in which the last one wins as a whole. */
    public ResourceContribution(GroupKey group, int tier, boolean sustains, List<Resource> resources) {
        this(group, tier, sustains, "", resources);
    }

    public ResourceContribution {
        resources = List.copyOf(resources);
    }
}
