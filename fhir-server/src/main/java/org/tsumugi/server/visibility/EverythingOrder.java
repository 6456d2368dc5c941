package org.tsumugi.server.visibility;

import ca.uhn.fhir.jpa.dao.IResultIterator;
import ca.uhn.fhir.jpa.dao.ISearchBuilder;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import ca.uhn.fhir.jpa.searchparam.SearchParameterMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.NameMatchMethodPointcutAdvisor;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Sorts {@code $everything} by type and id before it is cut into pages. HAPI takes no sort there: what is reached over references
 * comes in the order of a hash of internal numbers, which come from one sequence of all facilities, so that order and pages would
 * tell of resources that the reader may not see.
 */
public final class EverythingOrder implements MethodInterceptor {

    private final Supplier<JdbcOperations> jdbc;

    /** @param jdbc on the database of HAPI's tables; asked for when the first search runs */
    public EverythingOrder(Supplier<JdbcOperations> jdbc) {
        this.jdbc = jdbc;
    }

    /** The same search builder, but for the order of {@code $everything}. */
    public ISearchBuilder<?> around(ISearchBuilder<?> builder) {
        NameMatchMethodPointcutAdvisor queries = new NameMatchMethodPointcutAdvisor(this);
        queries.setMappedName("createQuery");
        ProxyFactory proxy = new ProxyFactory();
        proxy.setInterfaces(ISearchBuilder.class);
        proxy.setTarget(builder);
        proxy.addAdvisor(queries);
        return (ISearchBuilder<?>) proxy.getProxy(ISearchBuilder.class.getClassLoader());
    }

    @Override
    public @Nullable Object invoke(MethodInvocation createQuery) throws Throwable {
        @Nullable Object[] arguments = createQuery.getArguments();
        if (!(arguments[0] instanceof SearchParameterMap asked) || asked.getEverythingMode() == null) {
            return createQuery.proceed();
        }
        SearchParameterMap all = asked.clone();
        all.setOffset(null);
        all.setCount(null);
        all.setLoadSynchronousUpTo(null);
        arguments[0] = all;
        if (createQuery.getThis() instanceof ISearchBuilder<?> builder) {
            builder.setMaxResultsToFetch(null);
        }
        try (IResultIterator<?> found = (IResultIterator<?>) createQuery.proceed()) {
            if (found == null) {
                throw new IllegalStateException("HAPI's search builder gave no result");
            }
            List<JpaPid> sorted = sorted(pids(found), asked.getEverythingMode().isPatient());
            return new Page(page(sorted, asked.getOffset(), asked.getCount()));
        }
    }

    private static List<JpaPid> pids(Iterator<?> found) {
        List<JpaPid> pids = new ArrayList<>();
        found.forEachRemaining(pid -> pids.add((JpaPid) pid));
        return pids;
    }

    private record Row(String type, String id) {}

    /** The one that was asked for comes first. */
    private List<JpaPid> sorted(List<JpaPid> pids, boolean ofPatient) {
        Map<Long, Row> rows = rows(pids);
        String asked = ofPatient ? "Patient" : "Encounter";
        Comparator<Row> order = Comparator.comparing((Row row) -> !row.type().equals(asked))
                .thenComparing(Row::type)
                .thenComparing(Row::id);
        return pids.stream()
                .filter(pid -> rows.containsKey(pid.getId()))
                .sorted(Comparator.comparing(pid -> rows.get(pid.getId()), order))
                .toList();
    }

    private Map<Long, Row> rows(List<JpaPid> pids) {
        Map<Long, Row> rows = new HashMap<>();
        jdbc.get()
                .query(
                        "select res_id, res_type, fhir_id from hfj_resource where res_id = any(cast(? as bigint[]))",
                        row -> {
                            rows.put(row.getLong(1), new Row(row.getString(2), row.getString(3)));
                        },
                        (Object) pids.stream().mapToLong(JpaPid::getId).toArray());
        return rows;
    }

    private static List<JpaPid> page(List<JpaPid> all, @Nullable Integer offset, @Nullable Integer count) {
        int from = Math.min(all.size(), offset == null ? 0 : offset);
        int to = count == null ? all.size() : (int) Math.min(all.size(), (long) from + count);
        return all.subList(from, to);
    }

    /** What HAPI reads a page from. */
    private static final class Page implements IResultIterator<JpaPid> {
        private final Iterator<JpaPid> left;
        private int given;

        Page(List<JpaPid> pids) {
            this.left = pids.iterator();
        }

        @Override
        public boolean hasNext() {
            return left.hasNext();
        }

        @Override
        public JpaPid next() {
            given++;
            return left.next();
        }

        @Override
        public int getSkippedCount() {
            return 0;
        }

        @Override
        public int getNonSkippedCount() {
            return given;
        }

        @Override
        public List<JpaPid> getNextResultBatch(long batchSize) {
            List<JpaPid> batch = new ArrayList<>();
            while (batch.size() < batchSize && hasNext()) {
                batch.add(next());
            }
            return batch;
        }

        @Override
        public void close() {
            // everything was read before
        }
    }
}
