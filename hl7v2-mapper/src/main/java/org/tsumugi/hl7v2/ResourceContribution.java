package org.tsumugi.hl7v2;

import java.util.List;
import org.hl7.fhir.r4.model.Resource;

/**
 * A contribution that is complete resources: the last one in the order wins as a whole.
 *
 * @param group what is contributed to
 * @param tier how good a source this is
 * @param sustains whether the group exists because of this contribution
 * @param resources the resources, each with its deterministic id; references are relative ({@code Patient/uuid})
 */
public record ResourceContribution(GroupKey group, int tier, boolean sustains, List<Resource> resources)
        implements Contribution {

    public ResourceContribution {
        resources = List.copyOf(resources);
    }
}
