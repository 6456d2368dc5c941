package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.HealthStatus;
import co.elastic.clients.elasticsearch.indices.update_aliases.Action;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tsumugi.search.Generation;
import org.tsumugi.search.IndexUnavailableException;
import org.tsumugi.search.SearchIndex;

/** The indices of one installation in a cluster: its generations, and which of them is in force. Safe for use by many threads. */
public final class ElasticsearchInstallation {

    /** For its id, where a cluster has none. */
    private static final String UNKNOWN = "_na_";

    /** For writing. */
    private final ElasticsearchClient client;

    /** For whatever somebody waits for. */
    private final ElasticsearchClient quick;

    private final IndexNames names;
    private final Layout layout;
    private final SearchIndex index;

    /**
     * @param prefix tells installations in one cluster apart: lower case letters, digits and hyphens
     * @param layout of generations that will be made
     */
    public ElasticsearchInstallation(Connection connection, String prefix, Layout layout) {
        this(connection.client(), connection.questions(), prefix, layout, Limits.USUAL);
    }

    /**
     * @param client for writing
     * @param questions for questions
     * @param prefix tells installations in one cluster apart: lower case letters, digits and hyphens
     * @param layout of generations that will be made
     * @param limits of questions
     */
    public ElasticsearchInstallation(
            ElasticsearchClient client, ElasticsearchClient questions, String prefix, Layout layout, Limits limits) {
        this.client = client;
        this.quick = TimeLimit.within(questions, limits.answer());
        this.names = new IndexNames(prefix);
        this.layout = layout;
        this.index = new ElasticsearchIndex(questions, names, limits);
    }

    /** What documents hold and mean; a generation of another form cannot be asked. */
    public static int form() {
        return Mappings.FORM;
    }

    /**
     * What the cluster is known by as long as it lives. One that was set up anew has another.
     *
     * @throws IndexUnavailableException when it cannot be asked now, or does not know yet
     */
    public String clusterId() {
        // the minimal distribution does not say it at its root
        String id = Calls.of(() -> quick.cluster().state(state -> state.metric("version")))
                .valueBody()
                .toJson()
                .asJsonObject()
                .getString("cluster_uuid", UNKNOWN);
        if (id.equals(UNKNOWN)) {
            throw new IndexUnavailableException("The cluster has not formed yet");
        }
        return id;
    }

    /** Questions to the generation in force. */
    public SearchIndex index() {
        return index;
    }

    /** A generation, whether it is there or not. */
    public Generation generation(String generation) {
        return new Copy(client, names, generation);
    }

    /**
     * Makes a generation, which is not in force. Where it is there in part, that part is made anew: an index of records would keep what a
     * person no longer has whom the index of persons does not know.
     */
    public void create(String generation) {
        if (exists(generation)) {
            return;
        }
        delete(generation);
        create(IndexNames.of(names.persons(), generation), Mappings.persons(layout));
        create(IndexNames.of(names.records(), generation), Mappings.records(layout));
        create(IndexNames.of(names.names(), generation), Mappings.names(layout));
    }

    private void create(String index, String definition) {
        Object ignored = Calls.of(() -> client.indices()
                .create(create -> create.index(index)
                        .withJson(new StringReader(definition))
                        .aliases(names.writing(index), alias -> alias)));
    }

    /** Puts a generation in force, in one step for all who ask. */
    public void putInForce(String generation) {
        List<Action> actions = new ArrayList<>();
        names.all().forEach(alias -> actions.addAll(moving(alias, IndexNames.of(alias, generation))));
        Object ignored = Calls.of(() -> client.indices().updateAliases(update -> update.actions(actions)));
    }

    private static List<Action> moving(String alias, String index) {
        return List.of(
                Action.of(action -> action.remove(
                        remove -> remove.index(alias + "-*").alias(alias).mustExist(false))),
                Action.of(action -> action.add(add -> add.index(index).alias(alias))));
    }

    /** The generations that are there, complete or not. */
    public Set<String> generations() {
        Set<String> generations = new TreeSet<>();
        for (String alias : names.all()) {
            Map<String, ?> found = Calls.of(() -> quick.indices().get(get -> get.index(alias + "-*")))
                    .result();
            found.keySet().forEach(name -> generations.add(name.substring(alias.length() + 1)));
        }
        return generations;
    }

    /** Whether a generation is there, all of its indices, and in force. */
    public boolean isInForce(String generation) {
        return exists(generation)
                && names.all().stream().allMatch(alias -> hasAlias(IndexNames.of(alias, generation), alias));
    }

    /** Whether a generation is there, all of its indices, as they were made here. */
    public boolean exists(String generation) {
        return names.all(generation).stream().allMatch(this::isMade);
    }

    private boolean isMade(String index) {
        return hasAlias(index, names.writing(index));
    }

    private boolean hasAlias(String index, String alias) {
        return Calls.of(() -> quick.indices()
                        .existsAlias(exists -> exists.index(index).name(alias)))
                .value();
    }

    /** Forgets a generation. */
    public void delete(String generation) {
        Object ignored = Calls.of(() -> client.indices()
                .delete(delete -> delete.index(names.all(generation)).ignoreUnavailable(true)));
    }

    /** Has a generation that is written brought into as few files as there can be, which makes it fast and small; does not wait for it. */
    public void compact(String generation) {
        Object ignored = Calls.of(() -> client.indices()
                .forcemerge(merge ->
                        merge.index(names.all(generation)).maxNumSegments(1L).waitForCompletion(false)));
    }

    /** Whether all parts of a generation can be read. Other indices of the cluster do not matter. */
    public boolean isWhole(String generation) {
        HealthStatus status = Calls.of(() -> quick.cluster().health(health -> health.index(names.all(generation))))
                .status();
        return status != HealthStatus.Red;
    }

    /** How many bytes a generation takes on disk, replicas aside. */
    public long bytes(String generation) {
        var stats = Calls.of(() -> quick.indices().stats(request -> request.index(names.all(generation))));
        var store =
                stats.all().primaries() == null ? null : stats.all().primaries().store();
        return store == null ? 0 : store.sizeInBytes();
    }
}
