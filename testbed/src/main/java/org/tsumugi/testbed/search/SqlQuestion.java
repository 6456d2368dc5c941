package org.tsumugi.testbed.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.tsumugi.search.AmountTest;
import org.tsumugi.search.CountQuery;
import org.tsumugi.search.CountQuery.OfRecords;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.DayTest;
import org.tsumugi.search.NameTest;
import org.tsumugi.search.RecordCondition;

/**
 * A question to the index as SQL on the same data. Of what the index can be asked it knows what the themes ask.
 *
 * @param sql with a question mark for each of the values
 */
record SqlQuestion(String sql, List<Object> values) {

    SqlQuestion {
        values = List.copyOf(values);
    }

    /** @param denied groups of readers to which the one who asks belongs */
    static SqlQuestion of(CountQuery query, Set<String> denied, SqlForm form) {
        Writer writer = new Writer(denied, form);
        if (query instanceof OfRecords records) {
            writer.countRecords(records);
        } else {
            writer.countPatients(query);
        }
        return new SqlQuestion(writer.sql.toString(), writer.values);
    }

    /** Writes one. */
    private static final class Writer {

        private final StringBuilder sql = new StringBuilder();
        private final List<Object> values = new ArrayList<>();
        private final Set<String> denied;
        private final SqlForm form;

        Writer(Set<String> denied, SqlForm form) {
            this.denied = denied;
            this.form = form;
        }

        void countRecords(OfRecords query) {
            sql.append("select count(").append(counted(query, "r", "*")).append(") from ");
            sql.append(form.records()).append(" r where ");
            record(query.record());
            if (!query.patient().births().isEmpty()
                    || !query.patient().genders().isEmpty()) {
                sql.append(" and r.patient in (select p.patient from ")
                        .append(form.patients())
                        .append(" p where true");
                patient(query);
                sql.append(")");
            }
            visible("r");
        }

        void countPatients(CountQuery query) {
            sql.append("select count(").append(counted(query, "p", "*")).append(") from ");
            sql.append(form.patients()).append(" p where true");
            patient(query);
            visible("p");
            if (!query.conditions().isEmpty()) {
                records(query);
            }
        }

        /**
         * Who has all. Each is looked for once, and then what is common to all taken: joined one by one, PostgreSQL looks through the
         * records again for each Patient found, as it thinks too little of how many names contain a text.
         */
        private void records(CountQuery query) {
            String whose = query.unit() == Unit.PERSON ? "person" : "patient";
            String between = " and p." + whose + " in (";
            for (RecordCondition condition : query.conditions()) {
                sql.append(between).append("select r.").append(whose);
                sql.append(" from ").append(form.records()).append(" r where ");
                record(condition);
                visible("r");
                between = " intersect ";
            }
            sql.append(")");
        }

        private static String counted(CountQuery query, String table, String all) {
            return query.unit() == Unit.PERSON ? "distinct " + table + ".person" : all;
        }

        private void patient(CountQuery query) {
            query.patient().births().forEach(anyOf -> {
                sql.append(" and ");
                day("p.birth", only(anyOf));
            });
            query.patient().genders().forEach(anyOf -> {
                sql.append(" and p.gender in (").append(marks(anyOf.size())).append(")");
                values.addAll(anyOf);
            });
        }

        private void record(RecordCondition condition) {
            NameTest name = only(only(condition.names()));
            values.add(condition.type());
            sql.append(form.named().formatted(name(name)));
            condition.days().forEach(test -> {
                sql.append(" and ");
                day("r.day", only(test.getValue()));
            });
            condition.amounts().forEach(test -> {
                sql.append(" and ");
                amount(only(test.getValue()));
            });
        }

        private String name(NameTest test) {
            return switch (test.mode()) {
                case EXACT -> {
                    values.add(test.folded());
                    yield "= ?";
                }
                case START -> {
                    values.add(pattern(test.folded()) + "%");
                    yield "like ?";
                }
                case CONTAINS -> {
                    values.add("%" + pattern(test.folded()) + "%");
                    yield "like ?";
                }
            };
        }

        private static String pattern(String text) {
            return text.replaceAll("[%_\\\\]", "\\\\$0");
        }

        private void day(String column, DayTest test) {
            switch (test.comparison()) {
                case ENDS_FROM -> compare(column, ">=", test.first());
                case BEGINS_BY -> compare(column, "<=", test.last());
                default -> throw new IllegalArgumentException("no theme asks for " + test.comparison());
            }
        }

        private void amount(AmountTest test) {
            if (test.comparison() != AmountTest.Comparison.GREATER_OR_EQUAL
                    || !test.unit().isEmpty()) {
                throw new IllegalArgumentException("no theme asks for " + test.comparison() + " with a unit");
            }
            compare("r.value", ">=", test.value());
        }

        private void compare(String column, String operator, Object value) {
            sql.append(column).append(' ').append(operator).append(" ?");
            values.add(value);
        }

        private void visible(String table) {
            if (!denied.isEmpty()) {
                sql.append(" and not exists (select 1 from denial d where d.patient = ")
                        .append(table);
                sql.append(".patient and d.reader in (").append(marks(denied.size()));
                sql.append("))");
                values.addAll(denied);
            }
        }

        private static String marks(int size) {
            return String.join(", ", Collections.nCopies(size, "?"));
        }

        private static <T> T only(List<T> one) {
            if (one.size() != 1) {
                throw new IllegalArgumentException("no theme asks for one of several");
            }
            return one.get(0);
        }
    }
}
