package org.tsumugi.server.verify;

import org.tsumugi.server.journal.Tallies;

/** The sums that a facility's status is made of are what counting its files gives. */
final class TallyStep implements Step {

    private final Tallies tallies;
    private final Scope scope;
    private final Findings findings;

    TallyStep(Tallies tallies, Scope scope, Findings findings) {
        this.tallies = tallies;
        this.scope = scope;
        this.findings = findings;
    }

    @Override
    public void run(String from, Cursor cursor) {
        tallies.differences(scope.facility())
                .forEach(wrong -> findings.add(FindingCode.TALLY, wrong.facility(), wrong.of()));
    }
}
