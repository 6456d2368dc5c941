package org.tsumugi.server.search;

import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.model.config.PartitionSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.search.elastic.ElasticsearchInstallation;
import org.tsumugi.server.mpi.PersonMembers;

/** Search, put together. */
public final class SearchParts {

    /** The age of the oldest change that the index does not have yet, in seconds. */
    public static final String LAG_METRIC = "tsumugi.search.lag";

    private final IndexState state = new IndexState();
    private final IndexedNames indexedNames;
    private final IndexedCounts indexedCounts;
    private final IndexWorker worker;
    private final SearchOperations operations;

    /**
     * @param jdbc takes part in the transactions of {@code transactions}
     * @param side beside them
     */
    public SearchParts(
            JdbcOperations jdbc,
            TransactionTemplate transactions,
            SideConnections side,
            ElasticsearchInstallation installation,
            PartitionSettings partitions,
            DaoRegistry daos,
            Clock clock) {
        NamedRecords names = new NamedRecords(jdbc);
        PersonMembers members = new PersonMembers(jdbc);
        SearchOutbox outbox = new SearchOutbox(jdbc);
        DocumentKeys keys = new DocumentKeys(jdbc, members);
        Documents documents = new Documents(jdbc, keys, partitions);
        Generations generations = new Generations(jdbc, clock);
        WriteLock lock = new WriteLock(jdbc, transactions);
        DocumentWriter writer = new DocumentWriter(jdbc, documents, new WrittenDocuments(jdbc, side));
        Indexer indexer = new Indexer(lock, installation, generations, outbox, keys, writer);
        NamesBackfill backfill =
                new NamesBackfill(jdbc, transactions, names, new DoseReindex(jdbc, transactions, daos));
        IndexCare care =
                new IndexCare(installation, generations, indexer, backfill, state, new ClusterClaim(jdbc), lock, clock);
        worker = new IndexWorker(care);
        IndexRepair repair = new IndexRepair(lock, installation, generations, outbox, keys, documents, writer);
        operations = new SearchOperations(
                jdbc, transactions, names, installation, generations, repair, outbox, keys, care, state);
        Questions questions = new Questions(state);
        indexedNames = new IndexedNames(installation.index(), outbox, questions);
        indexedCounts = new IndexedCounts(installation.index(), questions, changed(side, partitions));
    }

    private static ChangedPersons changed(SideConnections side, PartitionSettings partitions) {
        JdbcOperations jdbc = side.jdbc();
        DocumentKeys keys = new DocumentKeys(jdbc, new PersonMembers(jdbc));
        return new ChangedPersons(
                side.atOneMoment(), new SearchOutbox(jdbc), keys, new Documents(jdbc, keys, partitions));
    }

    /** By which this database's indices are told from others' in a cluster; given at the first start. */
    public static String installationName(JdbcOperations jdbc) {
        jdbc.update(
                "insert into tsumugi.search_installation (name) values (?) on conflict do nothing",
                HexFormat.of().toHexDigits(new SecureRandom().nextLong()));
        String name = jdbc.queryForObject("select name from tsumugi.search_installation", String.class);
        if (name == null) {
            throw new IllegalStateException("an installation without a name");
        }
        return name;
    }

    /** Which names are meant. */
    public NameKeys nameKeys() {
        return indexedNames;
    }

    /** Counts by the index. */
    public IndexedCounts counts() {
        return indexedCounts;
    }

    /** Keeps the index up to date. */
    public IndexWorker worker() {
        return worker;
    }

    /** What operators do with it. */
    public SearchOperations operations() {
        return operations;
    }

    /** Whether the index can be asked. */
    public IndexState state() {
        return state;
    }

    /** How far the index is behind, as the database says. */
    public static void meter(MeterRegistry meters, JdbcOperations jdbc) {
        SearchOutbox outbox = new SearchOutbox(jdbc);
        Gauge.builder(LAG_METRIC, outbox, SearchOutbox::lagSeconds)
                .description("Age of the oldest change that the search index does not have yet")
                .baseUnit("seconds")
                .register(meters);
    }
}
