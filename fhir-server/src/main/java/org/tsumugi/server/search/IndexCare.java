package org.tsumugi.server.search;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.search.Generations.Making;

/**
 * Sees to it that there is an index, whole and up to date: where there is none, where the one there was is lost, and where documents mean
 * something else since an update, all is written anew beside what is in force, and takes its place when it is complete.
 */
final class IndexCare {

    private static final Logger LOG = LoggerFactory.getLogger(IndexCare.class);

    private final ElasticsearchInstallation installation;
    private final Generations generations;
    private final Indexer indexer;
    private final NamesBackfill backfill;
    private final IndexState state;
    private final ClusterClaim claim;
    private final WriteLock lock;
    private final Clock clock;

    /** An index that is not opened within that time will not be. */
    private static final Duration OPENS_WITHIN = Duration.ofMinutes(3);

    /** How often it is looked whether all is still there, when there is nothing to do. */
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(3);

    /** Since when which generation cannot be read, as far as Elasticsearch could be asked without a break. */
    private final Map<String, Instant> damagedSince = new HashMap<>();

    /** The cluster; none until what the database believes of the index has been compared with what is there. */
    private @Nullable String cluster;

    private Instant claimedAt = Instant.EPOCH;
    private Instant lookedAt = Instant.EPOCH;

    IndexCare(
            ElasticsearchInstallation installation,
            Generations generations,
            Indexer indexer,
            NamesBackfill backfill,
            IndexState state,
            ClusterClaim claim,
            WriteLock lock,
            Clock clock) {
        this.installation = installation;
        this.generations = generations;
        this.indexer = indexer;
        this.backfill = backfill;
        this.state = state;
        this.claim = claim;
        this.lock = lock;
        this.clock = clock;
    }

    /** Another index, perhaps an empty one, may be there when it comes back. */
    void isAway() {
        cluster = null;
        state.away();
    }

    /**
     * Does some of what there is to do.
     *
     * @return whether there is more
     * @throws IndexUnavailableException when the index cannot be reached
     */
    boolean step() {
        if (cluster == null || state.condition() == IndexState.Condition.AWAY) {
            begin(askedCluster());
        }
        claim(Objects.requireNonNull(cluster));
        boolean more = backfill.step();
        more |= indexer.takeUp();
        Optional<Making> making = generations.making();
        // what is made before all names are there would lack them
        if (making.isPresent() && backfill.isDone()) {
            more |= make(making.get());
        }
        if (!more) {
            look();
        }
        state.reached(isUsable(), backfill.isDone());
        return more;
    }

    private String askedCluster() {
        try {
            return installation.clusterId();
        } catch (IndexUnavailableException e) {
            // one that comes back opens what it has, which takes its time
            damagedSince.clear();
            throw e;
        }
    }

    /** @throws IndexUnavailableException when it is not all there, or is another database's */
    private void begin(String found) {
        claimedAt = Instant.EPOCH;
        claim(found);
        lock.waitingFor(this::check);
        generations.all().forEach(this::requireWhole);
        cluster = found;
    }

    private void claim(String found) {
        if (clock.instant().isBefore(claimedAt.plus(ClusterClaim.RENEW))) {
            return;
        }
        if (!claim.claim(found)) {
            throw new IndexUnavailableException(
                    "another process on this database uses another Elasticsearch; all need the same tsumugi.search.url");
        }
        claimedAt = clock.instant();
    }

    /** Nobody may ask for long: whoever does then should not be the first to find it gone. */
    private void look() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOKS_EVERY))) {
            return;
        }
        for (Making making : generations.all()) {
            if (!installation.exists(making.name())) {
                throw new IndexUnavailableException("a part of the index is gone");
            }
            requireWhole(making);
        }
        lookedAt = now;
    }

    private boolean isUsable() {
        return generations
                .inForce()
                .filter(one -> one.form() == ElasticsearchInstallation.form())
                .isPresent();
    }

    private void requireWhole(Making making) {
        if (!installation.isWhole(making.name())) {
            throw new IndexUnavailableException(
                    "Elasticsearch has not opened all of the index, or a part of it is damaged");
        }
    }

    /** Makes what the database believes of the index true. */
    private void check() {
        for (Making making : generations.all()) {
            if (isLost(making)) {
                LOG.warn("The search index {} is gone or damaged; making it anew", making.name());
                generations.forget(making);
                installation.delete(making.name());
                continue;
            }
            if (!installation.exists(making.name())) {
                installation.create(making.name());
            } else if (making.inForce() && !installation.isInForce(making.name())) {
                installation.putInForce(making.name());
            }
        }
        if (!isUsable() && generations.making().isEmpty()) {
            begin();
        }
        tellOfOthers();
        generations.all().stream()
                .filter(one -> installation.isWhole(one.name()))
                .forEach(one ->
                        // what was written before a failure may not count yet
                        installation.generation(one.name()).refresh());
    }

    /** Nothing is lost with an index: all of it is in the database. */
    private boolean isLost(Making making) {
        boolean begun = making.complete() || !making.reached().isEmpty();
        if (!installation.exists(making.name())) {
            return begun;
        }
        if (installation.isWhole(making.name())) {
            damagedSince.remove(making.name());
            return false;
        }
        Instant now = clock.instant();
        Instant since = damagedSince.computeIfAbsent(making.name(), name -> now);
        return now.isAfter(since.plus(OPENS_WITHIN));
    }

    /**
     * Has all written anew, while what is in force stays so.
     *
     * @return whether it was begun; not when it is under way
     */
    boolean remake() {
        AtomicBoolean begun = new AtomicBoolean();
        lock.waitingFor(() -> {
            if (generations.making().isEmpty()) {
                begin();
                begun.set(true);
            }
        });
        return begun.get();
    }

    private void begin() {
        String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        generations.begin(name, ElasticsearchInstallation.form());
        installation.create(name);
        LOG.info("Making the search index {}", name);
    }

    private void tellOfOthers() {
        Set<String> known =
                new HashSet<>(generations.all().stream().map(Making::name).toList());
        List<String> others = installation.generations().stream()
                .filter(name -> !known.contains(name))
                .toList();
        if (!others.isEmpty()) {
            LOG.warn("The cluster holds indices of this name that this database does not know: {}", others);
        }
    }

    /** @return whether there is more */
    private boolean make(Making making) {
        if (making.form() != ElasticsearchInstallation.form()) {
            lock.waitingFor(() -> generations.making().filter(making::equals).ifPresent(one -> {
                generations.forget(one);
                installation.delete(one.name());
            }));
            cluster = null;
            return true;
        }
        if (indexer.make()) {
            return true;
        }
        lock.waitingFor(
                () -> generations.making().filter(one -> !indexer.hasMore(one)).ifPresent(this::complete));
        return generations.making().isPresent();
    }

    private void complete(Making making) {
        List<Making> former =
                generations.all().stream().filter(Making::complete).toList();
        installation.putInForce(making.name());
        generations.complete(making);
        installation.compact(making.name());
        former.forEach(one -> installation.delete(one.name()));
        LOG.info("The search index {} is complete", making.name());
    }
}
