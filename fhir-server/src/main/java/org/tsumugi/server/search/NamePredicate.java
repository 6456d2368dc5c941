package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.search.builder.QueryStack.SearchForIdsParams;
import ca.uhn.fhir.jpa.search.builder.predicate.BaseJoiningPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.predicate.ResourceIdPredicateBuilder;
import ca.uhn.fhir.jpa.search.builder.sql.ColumnTupleObject;
import ca.uhn.fhir.jpa.search.builder.sql.SearchQueryBuilder;
import ca.uhn.fhir.model.api.IQueryParameterType;
import com.healthmarketscience.sqlbuilder.ComboCondition;
import com.healthmarketscience.sqlbuilder.Condition;
import com.healthmarketscience.sqlbuilder.CustomSql;
import com.healthmarketscience.sqlbuilder.InCondition;
import com.healthmarketscience.sqlbuilder.dbspec.basic.DbColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tsumugi.search.NameTest;

/**
 * HAPI's condition on the {@code _id}, and among it those on names: which names are meant the index says, and which records bear them is
 * part of HAPI's own query. So whatever else is asked, and what the reader may see, holds for them as for all others.
 */
public final class NamePredicate extends ResourceIdPredicateBuilder {

    private final NameKeys names;

    /** @param query the query that the condition will be in */
    public NamePredicate(SearchQueryBuilder query, NameKeys names) {
        super(query);
        this.names = names;
    }

    @Override
    public @Nullable Condition createPredicateResourceId(SearchForIdsParams asked) {
        List<Condition> conditions = new ArrayList<>();
        List<List<IQueryParameterType>> ids = new ArrayList<>();
        for (List<IQueryParameterType> anyOf : asked.getAndOrParams()) {
            Optional<NameCondition> name = anyOf.stream()
                    .findFirst()
                    .flatMap(value -> NameCondition.ofId(value.getValueAsQueryToken(getFhirContext())));
            name.ifPresentOrElse(condition -> conditions.add(bears(condition, asked)), () -> ids.add(anyOf));
        }
        if (conditions.isEmpty()) {
            return super.createPredicateResourceId(asked);
        }
        if (!ids.isEmpty()) {
            asked.setAndOrParams(ids);
            Condition onIds = super.createPredicateResourceId(asked);
            if (onIds != null) {
                conditions.add(onIds);
            }
        }
        return ComboCondition.and(conditions.toArray(Condition[]::new));
    }

    private Condition bears(NameCondition name, SearchForIdsParams asked) {
        CustomSql records =
                new CustomSql("(select n.partition_id, n.res_id from tsumugi.named_record n where n.name_key "
                        + names.of(name).map(this::known).orElseGet(() -> compared(name))
                        + visible(asked.getRequestPartitionId()) + ")");
        DbColumn[] joined = asked.getSourceJoinColumn();
        if (joined != null) {
            return new InCondition(new ColumnTupleObject(joined), records);
        }
        BaseJoiningPredicateBuilder root = getOrCreateQueryRootTable(true);
        Condition in = new InCondition(new ColumnTupleObject(root.getJoinColumns()), records);
        return root.combineWithRequestPartitionIdPredicate(asked.getRequestPartitionId(), in);
    }

    private String known(Set<Long> keys) {
        return "= " + anyOf(keys, "bigint");
    }

    /** One name after the other. */
    private String compared(NameCondition name) {
        String tests = name.anyOf().stream().map(this::compared).collect(Collectors.joining(" or "));
        return "in (select v.name_key from tsumugi.search_name v where v.resource_type = " + text(name.type())
                + " and (" + tests + "))";
    }

    private String compared(NameTest test) {
        String sought = text(test.folded());
        return switch (test.mode()) {
            case EXACT -> "v.folded = " + sought;
            case START -> "starts_with(v.folded, " + sought + ")";
            case CONTAINS -> "strpos(v.folded, " + sought + ") > 0";
        };
    }

    private String text(String value) {
        return "cast('" + getSearchQueryBuilder().generatePlaceholder(value) + "' as text)";
    }

    /** Within {@code _has} HAPI leaves it to each condition to stay where the reader may look. */
    private String visible(RequestPartitionId partitions) {
        return partitions.isAllPartitions()
                ? ""
                : " and n.partition_id = " + anyOf(partitions.getPartitionIds(), "integer");
    }

    /** One value however many there are: the protocol takes no more than some ten thousand. In quotes HAPI finds its place. */
    private String anyOf(Collection<?> values, String type) {
        String literal = values.stream().map(String::valueOf).sorted().collect(Collectors.joining(",", "{", "}"));
        return "any(cast('" + getSearchQueryBuilder().generatePlaceholder(literal) + "' as " + type + "[]))";
    }
}
