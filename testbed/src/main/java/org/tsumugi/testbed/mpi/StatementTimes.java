package org.tsumugi.testbed.mpi;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Measures how long a program waits for each of its statements, by standing between it and the driver. */
final class StatementTimes {

    private static final int SHOWN = 12;

    /** Of one statement. */
    private static final class Waited {
        final LongAdder calls = new LongAdder();
        final LongAdder nanos = new LongAdder();
    }

    private final Map<String, Waited> waited = new ConcurrentHashMap<>();

    /** The same connection, measured. */
    Connection measured(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments != null
                    ? measured(statement, String.valueOf(arguments[0]))
                    : result;
        });
    }

    private PreparedStatement measured(PreparedStatement statement, String sql) {
        return proxy(PreparedStatement.class, (method, arguments) -> invoke(statement, method, arguments, sql));
    }

    private interface Call {
        @Nullable
        Object on(Method method, Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                StatementTimes.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.on(method, arguments)));
    }

    private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        return invoke(target, method, arguments, method.getName());
    }

    private @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments, String name)
            throws Throwable {
        boolean counts =
                method.getName().startsWith("execute") || method.getName().equals("commit");
        long start = System.nanoTime();
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } finally {
            if (counts) {
                Waited of = waited.computeIfAbsent(name, any -> new Waited());
                of.calls.increment();
                of.nanos.add(System.nanoTime() - start);
            }
        }
    }

    /** Seconds in all. */
    double seconds() {
        return waited.values().stream().mapToLong(of -> of.nanos.sum()).sum() / 1e9;
    }

    /** The statements that were waited for longest. */
    void print(Report report) {
        report.line("seconds waited\tcalls\tstatement");
        waited.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, Waited> entry) ->
                        -entry.getValue().nanos.sum()))
                .limit(SHOWN)
                .forEach(entry -> report.line(
                        "%.1f\t%,d\t%s",
                        entry.getValue().nanos.sum() / 1e9,
                        entry.getValue().calls.sum(),
                        shortened(entry.getKey())));
    }

    private static String shortened(String sql) {
        String plain = sql.replaceAll("\\s+", " ").strip();
        return plain.length() > 90 ? plain.substring(0, 90) + "…" : plain;
    }
}
