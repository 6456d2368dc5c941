package org.tsumugi.server.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.store.GroupState.Need;
import org.tsumugi.server.store.ResourceTables.Produced;
import org.tsumugi.server.store.ResourceTables.Referrer;

/**
 * Second half of a unit: makes the resources of the groups that changed, and of its patients' groups that refer to something that
 * came or went with them.
 */
final class UnitMerge {

    /** Merging needs a group to itself that this unit only shares; start the unit again. */
    static final class NeedsExclusiveLock extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeedsExclusiveLock() {
            super("a facility-wide group changed meanwhile", null, false, false);
        }
    }

    /** The outcome: groups, and the resources that they had before. */
    record Result(Map<UUID, MergedGroup> groups, Map<UUID, Produced> before, Set<UUID> othersToMark) {

        Set<UUID> idsAfter() {
            return groups.values().stream()
                    .flatMap(group -> group.resources().stream())
                    .map(References::id)
                    .collect(Collectors.toSet());
        }
    }

    private final SsMix2Mapper mapper;
    private final GroupTables groups;
    private final ResourceTables resources;
    private final ContributionSource source;
    private final Claim claim;
    private final Map<UUID, MergedGroup> merged = new LinkedHashMap<>();
    private final Map<UUID, Produced> before = new HashMap<>();

    UnitMerge(
            SsMix2Mapper mapper, GroupTables groups, ResourceTables resources, ContributionSource source, Claim claim) {
        this.mapper = mapper;
        this.groups = groups;
        this.resources = resources;
        this.source = source;
        this.claim = claim;
    }

    /**
     * @param affected groups whose contributors changed
     * @param shared of these, the facility-wide ones that this unit does not have to itself
     * @param owners whose they are
     */
    Result run(Collection<UUID> affected, Set<UUID> shared, Map<UUID, Optional<String>> owners) {
        Set<String> remapped = claim.remapped();
        merge(
                groups.states(affected),
                shared,
                owners,
                group -> owner(owners, group).filter(remapped::contains).isPresent());
        Set<UUID> others = new HashSet<>();
        Set<UUID> seen = new HashSet<>();
        while (true) {
            Set<UUID> changed = cameOrWent();
            changed.removeAll(seen);
            seen.addAll(changed);
            Map<UUID, Optional<String>> again = new HashMap<>();
            for (Referrer referrer : resources.referrers(changed)) {
                if (merged.containsKey(referrer.groupId())) {
                    continue;
                }
                if (referrer.patient().filter(claim.patients()::contains).isPresent()) {
                    again.put(referrer.groupId(), referrer.patient());
                } else {
                    others.add(referrer.groupId());
                }
            }
            if (again.isEmpty()) {
                return new Result(merged, before, others);
            }
            merge(groups.states(again.keySet()), Set.of(), again, group -> true);
        }
    }

    private Set<UUID> cameOrWent() {
        Set<UUID> after = merged.values().stream()
                .flatMap(group -> group.resources().stream())
                .map(References::id)
                .collect(Collectors.toCollection(HashSet::new));
        Set<UUID> changed = new HashSet<>(after);
        changed.removeAll(before.keySet());
        before.keySet().stream().filter(id -> !after.contains(id)).forEach(changed::add);
        return changed;
    }

    private static Optional<String> owner(Map<UUID, Optional<String>> owners, UUID group) {
        return owners.getOrDefault(group, Optional.empty());
    }

    /** @param always which groups are made again even where nothing seems to have changed */
    private void merge(
            List<GroupState> states, Set<UUID> shared, Map<UUID, Optional<String>> owners, Predicate<UUID> always) {
        List<GroupState> todo = new ArrayList<>();
        for (GroupState state : states) {
            Need need = need(state, always);
            if (need == Need.NOTHING) {
                continue;
            }
            if (shared.contains(state.groupId())) {
                throw new NeedsExclusiveLock();
            }
            todo.add(state);
        }
        Map<UUID, List<Contributor>> contributors = contributors(todo, always);
        before.putAll(resources.produced(
                todo.stream().filter(GroupState::made).map(GroupState::groupId).toList()));
        for (GroupState state : todo) {
            List<Contributor> ordered = contributors.getOrDefault(state.groupId(), List.of());
            merged.put(
                    state.groupId(),
                    new MergedGroup(
                            state.groupId(),
                            owner(owners, state.groupId()),
                            !ordered.isEmpty(),
                            state.partial()
                                    ? null
                                    : state.winner().map(Contributor::digest).orElse(null),
                            state.marks(),
                            state.made(),
                            merge(ordered)));
        }
    }

    private static Need need(GroupState state, Predicate<UUID> always) {
        Need need = state.need();
        boolean again = need == Need.NOTHING && state.winner().isPresent() && always.test(state.groupId());
        return again ? Need.WINNER : need;
    }

    /** What is needed of each group's contributors, lowest first. */
    private Map<UUID, List<Contributor>> contributors(List<GroupState> todo, Predicate<UUID> always) {
        Map<UUID, List<Contributor>> byGroup = new HashMap<>();
        List<UUID> all = new ArrayList<>();
        for (GroupState state : todo) {
            if (need(state, always) == Need.ALL) {
                all.add(state.groupId());
            } else {
                state.winner().ifPresent(winner -> byGroup.put(state.groupId(), List.of(winner)));
            }
        }
        groups.contributors(all).stream()
                .sorted(Contributor.ORDER)
                .forEach(row -> byGroup.computeIfAbsent(row.groupId(), group -> new ArrayList<>())
                        .add(row));
        return byGroup;
    }

    private List<Resource> merge(List<Contributor> ordered) {
        if (ordered.stream().noneMatch(Contributor::sustains)) {
            return List.of();
        }
        List<Contribution> contributions = source.of(ordered);
        if (contributions.stream().noneMatch(Contribution::sustains)) {
            return List.of();
        }
        return mapper.merge(contributions.get(0).group(), contributions);
    }
}
