package org.tsumugi.mpi.link;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.tsumugi.mpi.RecordKey;

/**
 * Records divided into persons.
 *
 * @param persons each record in exactly one
 * @param links what holds the persons together: one less than a person has records
 * @param doubts what people should look at
 */
public record Partition(Set<SortedSet<RecordKey>> persons, List<Link> links, Set<Doubt> doubts) {}
