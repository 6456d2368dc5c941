package org.tsumugi.mpi.postgres;

import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.tsumugi.mpi.RecordKey;
import org.tsumugi.mpi.index.Cause;
import org.tsumugi.mpi.index.Decision;
import org.tsumugi.mpi.link.Judgement;
import org.tsumugi.mpi.link.Pair;

/** What was decided, and what people said. */
final class DecisionTables {

    private final Sql sql;
    private final Clock clock;

    DecisionTables(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void append(Collection<Decision> decisions) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        sql.batch("""
                insert into ~person_decision (decided_at, person, before, after, links, partings, rules, cause, actor, reason)
                values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)""", decisions.stream().map(decision -> row(now, decision)).toList());
    }

    private Object[] row(OffsetDateTime now, Decision decision) {
        return new Object[] {
            now,
            decision.person(),
            texts(decision.before()),
            texts(decision.after()),
            Json.write(decision.links()),
            Json.write(decision.partings()),
            decision.rules(),
            decision.cause().kind().name(),
            decision.cause().actor(),
            decision.cause().reason()
        };
    }

    private java.sql.Array texts(SortedSet<RecordKey> keys) {
        return sql.texts(keys.stream().map(Patients::text).toList());
    }

    List<KeptDecision> kept(Collection<Long> persons, long before, int most) {
        List<KeptDecision> kept = new ArrayList<>();
        sql.query(
                """
                select decision, decided_at, person, before, after, links::text, partings::text, rules, cause, actor, reason
                from ~person_decision where person = any(?) and decision < ? order by decision desc limit ?""",
                row -> kept.add(new KeptDecision(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        new Decision(
                                row.getLong(3),
                                keys(row.getArray(4)),
                                keys(row.getArray(5)),
                                Json.links(row.getString(6)),
                                Json.links(row.getString(7)),
                                row.getString(8),
                                new Cause(
                                        Cause.Kind.valueOf(row.getString(9)), row.getString(10), row.getString(11))))),
                sql.longs(persons),
                before,
                most);
        return kept;
    }

    private static SortedSet<RecordKey> keys(java.sql.Array texts) throws SQLException {
        SortedSet<RecordKey> keys = new TreeSet<>();
        for (String text : (String[]) texts.getArray()) {
            keys.add(Patients.key(text));
        }
        return keys;
    }

    Collection<Judgement> judgements(Collection<RecordKey> keys) {
        List<Judgement> judgements = new ArrayList<>();
        if (!keys.isEmpty()) {
            sql.query(
                    """
                    select low_facility, low, high_facility, high, same from ~person_judgement
                    where low = any(?) or high = any(?)""",
                    row -> judgements.add(new Judgement(
                            new Pair(
                                    RecordTables.key(row.getString(1), row.getString(2)),
                                    RecordTables.key(row.getString(3), row.getString(4))),
                            row.getBoolean(5))),
                    sql.uuids(Patients.of(keys)),
                    sql.uuids(Patients.of(keys)));
        }
        return judgements;
    }

    void judge(Judgement judgement) {
        Pair pair = judgement.pair();
        sql.update(
                """
                insert into ~person_judgement (low_facility, low, high_facility, high, same) values (?, ?, ?, ?, ?)
                on conflict (low, high) do update set same = excluded.same""",
                pair.low().facility(),
                Patients.of(pair.low()),
                pair.high().facility(),
                Patients.of(pair.high()),
                judgement.same());
    }

    void withdraw(Pair pair) {
        sql.update(
                "delete from ~person_judgement where low = ? and high = ?",
                Patients.of(pair.low()),
                Patients.of(pair.high()));
    }
}
