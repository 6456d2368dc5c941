package org.tsumugi.hl7v2;

import java.util.UUID;
import org.tsumugi.hl7v2.identity.ResourceIds;

/**
 * Names a set of resources that is made from the contributions of one or more files. The resources are a function of the set
 * of contributions alone, so the order in which files arrive does not matter.
 *
 * @param facility 10-digit medical institution code
 * @param kind what is contributed to
 * @param key the business key inside the facility and kind; contains patient numbers, so it is never logged or stored: use
 *     {@link #id()}
 */
public record GroupKey(String facility, GroupKind kind, String key) {

    /** A UUIDv5 of the three parts; the same for the same parts on every machine. */
    public UUID id() {
        return ResourceIds.uuid(facility, "group:" + kind, key);
    }

    @Override
    public String toString() {
        return "GroupKey[" + kind + " " + id() + "]";
    }
}
