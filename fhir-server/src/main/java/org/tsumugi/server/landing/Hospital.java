package org.tsumugi.server.landing;

import java.util.List;
import org.tsumugi.server.journal.FacilityStatus;

/**
 * One row of the landing page.
 *
 * @param name of the facility's own Organization; its code when no file has named it yet
 * @param files what became of its files
 * @param resources by type, in the order of the alphabet
 */
public record Hospital(String name, FacilityStatus files, List<ResourceCount> resources) {

    /** 10-digit medical institution code. */
    public String code() {
        return files.facility();
    }

    /** Number of the facility's Patients. */
    public long patients() {
        return resources.stream()
                .filter(resource -> resource.type().equals("Patient"))
                .mapToLong(ResourceCount::count)
                .sum();
    }

    /** Number of resources of any type. */
    public long resourcesInAll() {
        return resources.stream().mapToLong(ResourceCount::count).sum();
    }
}
