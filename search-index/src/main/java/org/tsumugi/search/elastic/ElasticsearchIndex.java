package org.tsumugi.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Unindexed;
import org.tsumugi.search.Visibility;

/** Questions to the generation in force. */
final class ElasticsearchIndex implements SearchIndex {

    private final ElasticsearchClient client;
    private final IndexNames names;
    private final Limits limits;

    ElasticsearchIndex(ElasticsearchClient client, IndexNames names, Limits limits) {
        this.client = client;
        this.names = names;
        this.limits = limits;
    }

    @Override
    public Optional<Set<Long>> keys(String type, Collection<NameTest> anyOf, Unindexed unindexed) {
        return question(unindexed).keys(type, anyOf, limits.names());
    }

    @Override
    public Optional<Count> count(CountQuery query, Visibility visibility, Unindexed unindexed) {
        return question(unindexed).count(query, visibility);
    }

    private Question question(Unindexed unindexed) {
        return new Question(Searches.together(client, limits.answer()), names, limits, unindexed);
    }
}
