package org.tsumugi.server.search;

import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
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

    /** Whether what the database believes of the index has been compared with the index since it was last away. */
    private boolean checked;

    IndexCare(
            ElasticsearchInstallation installation,
            Generations generations,
            Indexer indexer,
            NamesBackfill backfill,
            IndexState state) {
        this.installation = installation;
        this.generations = generations;
        this.indexer = indexer;
        this.backfill = backfill;
        this.state = state;
    }

    /** Another index, perhaps an empty one, may be there when it comes back. */
    void isAway() {
        checked = false;
        state.away();
    }

    /**
     * Does some of what there is to do.
     *
     * @return whether there is more
     * @throws IndexUnavailableException when the index cannot be reached
     */
    boolean step() {
        if (!checked) {
            indexer.underLock(this::check);
            requireServing();
            checked = true;
        }
        boolean more = backfill.step();
        more |= indexer.takeUp() > 0;
        Optional<Making> making = generations.making();
        if (making.isPresent()) {
            more |= make(making.get());
        }
        boolean usable = generations
                .inForce()
                .filter(one -> one.form() == ElasticsearchInstallation.form())
                .isPresent();
        state.reached(usable, backfill.isDone());
        return more;
    }

    private void requireServing() {
        if (!installation.serves()) {
            throw new IndexUnavailableException("Elasticsearch has not opened all indices");
        }
    }

    /** Makes what the database believes of the index true. */
    private void check() {
        for (Making making : generations.all()) {
            if (!installation.exists(making.name())) {
                if (making.complete() || !making.reached().isEmpty()) {
                    LOG.warn("The search index {} is gone; making it anew", making.name());
                    generations.forget(making);
                } else {
                    installation.create(making.name());
                }
            } else if (making.inForce() && !installation.isInForce(making.name())) {
                installation.putInForce(making.name());
            }
            // what was written before a failure may not count yet
            if (installation.exists(making.name())) {
                installation.generation(making.name()).refresh();
            }
        }
        boolean usable = generations
                .inForce()
                .filter(one -> one.form() == ElasticsearchInstallation.form())
                .isPresent();
        if (!usable && generations.making().isEmpty()) {
            begin();
        }
        tellOfOthers();
    }

    /** Has all written anew. */
    void begin() {
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
            generations.forget(making);
            installation.delete(making.name());
            checked = false;
            return true;
        }
        if (indexer.make() > 0) {
            return true;
        }
        indexer.underLock(
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
