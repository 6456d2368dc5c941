package org.tsumugi.server.verify;

import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.server.journal.Tallies;

/** The sums that a facility's status is made of are what counting its files gives. */
final class TallyStep implements Step {

    private final JdbcOperations jdbc;
    private final Tallies tallies;
    private final Scope scope;
    private final Findings findings;

    TallyStep(JdbcOperations jdbc, Tallies tallies, Scope scope, Findings findings) {
        this.jdbc = jdbc;
        this.tallies = tallies;
        this.scope = scope;
        this.findings = findings;
    }

    @Override
    public void run(String from, Cursor cursor) throws InterruptedException {
        List<String> codes = jdbc.queryForList(
                "select code from tsumugi.facility where code > ? and (cast(? as text) is null or code = ?) order by code",
                String.class,
                from,
                scope.facility(),
                scope.facility());
        for (String code : codes) {
            tallies.differences(code)
                    .forEach(wrong -> findings.add(FindingCode.TALLY, code, wrong.type() + " " + wrong.state()));
            cursor.at(code, 0);
        }
    }
}
