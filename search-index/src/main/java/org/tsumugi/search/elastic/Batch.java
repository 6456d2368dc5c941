package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.search.IndexOverloadedException;

/** Operations on one index, sent many at a time. Where the index is not there, none is made. */
final class Batch {

    /** Bounds one request; what alone is larger is sent alone. */
    private static final int MOST_BYTES = 8 << 20;

    /** Elasticsearch takes no request of 100 MB, and may end a connection in place of saying so. */
    private static final long MOST_BYTES_OF_ONE = 90 << 20;

    /** Of a node's heap a larger part for one document may end the node: 52 MB did of 512. */
    private static final int PART_OF_HEAP = 16;

    private static final int MOST_OPERATIONS = 5_000;
    private static final int CREATED = 201;
    private static final int CONFLICT = 409;

    /** The reason why a document is not taken that Elasticsearch has no room for. */
    private static final String TOO_LARGE = "too_large";

    private static final String NO_DOCUMENT = "document_missing_exception";

    /** No document has this id. */
    private static final String NOBODY = "-";

    private final ElasticsearchClient client;
    private final String alias;
    private final List<BulkOperation> operations = new ArrayList<>();
    private long bytes;

    private final Set<String> created = new HashSet<>();
    private final Set<String> conflicts = new HashSet<>();
    private final Map<String, String> refused = new HashMap<>();

    /** @param alias of the index */
    Batch(ElasticsearchClient client, String alias) {
        this.client = client;
        this.alias = alias;
    }

    /** Ids of what was not there before; not of what was there and was deleted shortly before. */
    Set<String> created() {
        return created;
    }

    /** Ids of what a later version, or for {@link #addNew} any version, is there of. */
    Set<String> conflicts() {
        return conflicts;
    }

    /** Ids of what Elasticsearch does not take, with the kind of reason. */
    Map<String, String> refused() {
        return refused;
    }

    /** To be written unless it is there. */
    void addNew(String id, String json) {
        content(id, json)
                .ifPresent(content -> add(BulkOperation.of(operation ->
                        operation.create(create -> create.index(alias).id(id).document(content)))));
    }

    /** To be written unless it is there in this version or a later one. */
    void add(String id, long version, String json) {
        content(id, json)
                .ifPresent(content -> add(BulkOperation.of(operation -> operation.index(write -> write.index(alias)
                        .id(id)
                        .version(version)
                        .versionType(VersionType.External)
                        .document(content)))));
    }

    /** To be deleted unless it is there in this version or a later one. */
    void addDelete(String id, long version) {
        add(BulkOperation.of(operation -> operation.delete(
                delete -> delete.index(alias).id(id).version(version).versionType(VersionType.External))));
    }

    private Optional<BinaryData> content(String id, String json) {
        byte[] content = json.getBytes(StandardCharsets.UTF_8);
        if (content.length > MOST_BYTES && content.length > room()) {
            refused.put(id, TOO_LARGE);
            return Optional.empty();
        }
        if (bytes + content.length > MOST_BYTES) {
            send();
        }
        bytes += content.length;
        return Optional.of(BinaryData.of(content, ContentType.APPLICATION_JSON));
    }

    private long room() {
        return Calls.of(() -> client.nodes().info(info -> info.metric("jvm"))).nodes().values().stream()
                .mapToLong(node ->
                        node.jvm() == null ? Long.MAX_VALUE : node.jvm().mem().heapMaxInBytes() / PART_OF_HEAP)
                .reduce(MOST_BYTES_OF_ONE, Math::min);
    }

    private void add(BulkOperation operation) {
        operations.add(operation);
        if (operations.size() == MOST_OPERATIONS || bytes > MOST_BYTES) {
            send();
        }
    }

    /** Sends what was not sent yet. */
    void send() {
        if (!operations.isEmpty()) {
            if (operations.stream().allMatch(BulkOperation::isDelete)) {
                operations.add(ofNobody());
            }
            List<BulkOperation> sent = List.copyOf(operations);
            try {
                send(sent);
            } catch (IndexOverloadedException e) {
                refuseTheLarge(sent, e);
            }
            operations.clear();
        }
        bytes = 0;
    }

    private void send(List<BulkOperation> sent) {
        BulkResponse response =
                Calls.of(() -> client.bulk(bulk -> bulk.requireAlias(true).operations(sent)));
        response.items().forEach(this::note);
    }

    /** One that is too large must not hold up all others for ever, as if Elasticsearch were away. */
    private void refuseTheLarge(List<BulkOperation> sent, IndexOverloadedException noRoom) {
        if (bytes <= MOST_BYTES) {
            throw noRoom;
        }
        sent.stream().map(Batch::id).forEach(id -> refused.put(id, TOO_LARGE));
    }

    private static String id(BulkOperation operation) {
        return String.valueOf(
                operation.isCreate()
                        ? operation.create().id()
                        : operation.index().id());
    }

    /**
     * Changes nothing. Elasticsearch does not ask whether what is deleted from is an alias, and makes an index for deletions that have
     * versions unless something else in the request requires one.
     */
    private BulkOperation ofNobody() {
        return BulkOperation.of(operation -> operation.update(
                update -> update.index(alias).id(NOBODY).requireAlias(true).action(action -> action.doc(Map.of()))));
    }

    private void note(BulkResponseItem item) {
        String id = String.valueOf(item.id());
        var error = item.error();
        if (item.status() == CREATED) {
            created.add(id);
        } else if (item.status() == CONFLICT) {
            conflicts.add(id);
        } else if (error != null && !NO_DOCUMENT.equals(error.type())) {
            Calls.requireRefusal(item.status(), error.type());
            refused.put(id, String.valueOf(error.type()));
        }
    }
}
