package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.model.RequestPartitionId;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.tsumugi.search.Count;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.SearchIndex;
import org.tsumugi.search.Visibility;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.search.IndexedCounts.Answer;

/**
 * Stands before HAPI's counts. A count that is all that is asked for ({@code _summary=count}) is the index's, where it knows all
 * parameters; any other is HAPI's own SQL. Persons can be counted by the index alone.
 */
public final class Counts {

    /** The parameter that has persons counted in place of resources. */
    public static final String DISTINCT = "distinct";

    private static final String PERSON = "person";

    /** Whoever asks for one of these asks about someone in particular. */
    private static final Set<String> OF_SOMEONE =
            Set.of("patient", "subject", "identifier", "link", "encounter", "context", "beneficiary", "subscriber");

    private final Supplier<Counter> counter;

    /**
     * What counts.
     *
     * @param index counts by the index
     * @param suppressBelow counts above 0 and below this are not told; 0 where all are
     */
    public record Counter(IndexedCounts index, int suppressBelow) {}

    /** @param counter asked for when the first count runs */
    public Counts(Supplier<Counter> counter) {
        this.counter = counter;
    }

    /** The same search builder, but for counts. */
    public ISearchBuilder<?> around(ISearchBuilder<?> builder) {
        NameMatchMethodPointcutAdvisor counts = new NameMatchMethodPointcutAdvisor((MethodInterceptor) this::count);
        counts.setMappedName("createCountQuery");
        ProxyFactory proxy = new ProxyFactory();
        proxy.setInterfaces(ISearchBuilder.class);
        proxy.setTarget(builder);
        proxy.addAdvisor(counts);
        return (ISearchBuilder<?>) proxy.getProxy(ISearchBuilder.class.getClassLoader());
    }

    private @Nullable Object count(MethodInvocation createCountQuery) throws Throwable {
        @Nullable Object[] arguments = createCountQuery.getArguments();
        if (arguments[0] instanceof SearchParameterMap asked
                && arguments[2] instanceof RequestDetails request
                && arguments[3] instanceof RequestPartitionId partitions
                && asked.isWantOnlyCount()
                && !(request instanceof SystemRequestDetails)) {
            SearchParameterMap parameters = asked.clone();
            Unit unit = takeUnit(parameters);
            arguments[0] = parameters;
            Optional<Count> indexed = counted(request.getResourceName(), parameters, unit, visibility(partitions));
            Count count = indexed.isPresent() ? indexed.get() : bySql(createCountQuery);
            note(request, parameters, count);
            return count.total();
        }
        return createCountQuery.proceed();
    }

    private static Count bySql(MethodInvocation createCountQuery) throws Throwable {
        Object total = createCountQuery.proceed();
        return new Count(total instanceof Long number ? number : 0, List.of(), false);
    }

    private Optional<Count> counted(String type, SearchParameterMap parameters, Unit unit, Visibility visibility) {
        Optional<CountQuery> query = CountTranslation.of(type, parameters, unit);
        if (query.isEmpty()) {
            if (unit == Unit.PERSON) {
                throw new InvalidRequestException(
                        "Persons can be counted by code-name, dates and quantities of records, and by"
                                + " birthdate and gender of patients; not by all of the parameters of this request");
            }
            return Optional.empty();
        }
        Answer answer = counter.get().index().count(query.get(), visibility);
        if (answer.count().isEmpty() && unit == Unit.PERSON) {
            throw refusal(answer);
        }
        return answer.count();
    }

    /** Of persons, whom the database does not count. */
    static RuntimeException refusal(Answer answer) {
        return answer.later()
                ? new RefusedException(Failure.SEARCH_UNAVAILABLE, IndexedNames.RETRY)
                : new InvalidRequestException("Persons cannot be counted by more than " + SearchIndex.MOST_NAMES
                        + " names, by more than " + CountQuery.MOST_TESTS
                        + " dates and values, or by a unit of more than "
                        + CountQuery.LONGEST_UNIT + " characters");
    }

    private static Unit takeUnit(SearchParameterMap parameters) {
        List<List<IQueryParameterType>> distinct = parameters.get(DISTINCT);
        if (distinct == null) {
            return Unit.RESOURCE;
        }
        parameters.remove(DISTINCT);
        return Unit.PERSON;
    }

    /** The same facilities that HAPI's query would look in. */
    private static Visibility visibility(RequestPartitionId partitions) {
        if (partitions.isAllPartitions()) {
            return Visibility.all();
        }
        return Visibility.ofFacilities(
                partitions.getPartitionIds().stream().map(Documents::facility).collect(Collectors.toSet()));
    }

    private void note(RequestDetails request, SearchParameterMap parameters, Count count) {
        int below = counter.get().suppressBelow();
        boolean ofSomeone = isOfSomeone(parameters);
        boolean suppressed = count.total() > 0 && count.total() < below && !ofSomeone;
        if (request.isSubRequest()) {
            if (suppressed) {
                throw new InvalidRequestException("This count is too small to be told");
            }
            return;
        }
        CountNotes.keep(
                request,
                suppressed
                        ? new CountNotes.Note(new Count(0, List.of(), false), below)
                        : new CountNotes.Note(below > 0 && !ofSomeone ? withoutSmall(count, below) : count, 0));
    }

    /** How many records bear a name is a count too, and what names that are told leave of the total as well. */
    static Count withoutSmall(Count count, int below) {
        long told = count.names().stream().mapToLong(Count.Found::records).sum();
        // of persons, or where records bear several of the names, less than is told may be left: that says nothing
        long rest = count.total() - told;
        boolean small = count.names().stream().anyMatch(name -> name.records() < below)
                || count.moreNames() && rest >= 0 && rest < below;
        return small ? new Count(count.total(), List.of(), true) : count;
    }

    /** One in particular, and not all of whom something is true: no chain, no absence, no part of a value. */
    private static boolean isOfSomeone(SearchParameterMap parameters) {
        return parameters.entrySet().stream()
                .filter(entry -> OF_SOMEONE.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .anyMatch(anyOf -> !anyOf.isEmpty() && anyOf.stream().allMatch(Counts::namesSomeone));
    }

    private static boolean namesSomeone(IQueryParameterType value) {
        if (value.getMissing() != null) {
            return false;
        }
        if (value instanceof ReferenceParam reference) {
            return !reference.hasChain() && isGiven(reference.getIdPart());
        }
        return value instanceof TokenParam token && token.getModifier() == null && isGiven(token.getValue());
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    /** Refuses {@code distinct} where it means nothing; for all searches. */
    static void check(SearchParameterMap parameters) {
        List<List<IQueryParameterType>> distinct = parameters.get(DISTINCT);
        if (distinct == null) {
            return;
        }
        boolean person = distinct.size() == 1
                && distinct.get(0).size() == 1
                && distinct.get(0).get(0) instanceof TokenParam token
                && PERSON.equals(token.getValue());
        if (!person || !parameters.isWantOnlyCount()) {
            throw new InvalidRequestException("distinct=person has persons counted, together with _summary=count");
        }
    }
}
