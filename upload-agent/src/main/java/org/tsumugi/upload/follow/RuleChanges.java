package org.tsumugi.upload.follow;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.journal.JournalException;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.rule.StoredName;
import org.tsumugi.upload.send.Refusals;
import org.tsumugi.upload.send.RefusedException;

/**
 * Notices that something which was kept back may be sent now: the rules are other ones than in the last run, or somebody is not on the
 * list of refusals any more.
 */
final class RuleChanges {

    /** Whom to send when a transaction file is read again: patients, single paths, or everybody. */
    static final String RELEASED = "released";

    private static final String EVERYBODY = "*";

    private final Journal journal;
    private final Ledger ledger;
    private final Rules rules;
    private final Refusals refusals;
    private volatile Set<String> released;

    RuleChanges(Journal journal, Ledger ledger, Rules rules, Refusals refusals) throws JournalException {
        this.journal = journal;
        this.ledger = ledger;
        this.rules = rules;
        this.refusals = refusals;
        this.released = word(RELEASED);
    }

    /** Whether this record, read again, is to be sent, unless a rule says otherwise. */
    boolean release(StoredName name) {
        return released.contains(name.patientId()) || released.contains(name.path()) || released.contains(EVERYBODY);
    }

    /**
     * Compares the rules with those of the last time.
     *
     * @return whether something that was kept back has to be looked at again
     */
    boolean takeUp() throws IOException, InterruptedException {
        try {
            refusals.ensureKnown();
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            // Sending waits for the list; looking does not have to
            System.getLogger(RuleChanges.class.getName())
                    .log(System.Logger.Level.DEBUG, "the list of refusals is not known yet");
            return false;
        }
        Set<String> refused = refusals.patients();
        Set<String> refusedBefore = word("refused");
        Optional<String> rulesBefore = journal.meta("rules");
        Set<String> free = new HashSet<>(refusedBefore);
        free.removeAll(refused);
        if (rulesBefore.isPresent() && !rulesBefore.get().equals(rules.fingerprint())) {
            free.add(EVERYBODY);
        }
        if (free.isEmpty()) {
            if (rulesBefore.isEmpty() || !refused.equals(refusedBefore)) {
                journal.meta("refused", String.join("\n", new TreeSet<>(refused)));
                journal.meta("rules", rules.fingerprint());
            }
            return false;
        }
        lookAgain(free, refused);
        return true;
    }

    private void lookAgain(Set<String> free, Set<String> refused) throws JournalException {
        if (journal.readings().isReadingAgain()) {
            free.addAll(released);
        }
        // Whoever reads again has to find whom to send
        released = Set.copyOf(free);
        ledger.write();
        journal.lookAgainAtSkipped(Map.of(
                "rules",
                rules.fingerprint(),
                "refused",
                String.join("\n", new TreeSet<>(refused)),
                RELEASED,
                String.join("\n", new TreeSet<>(free))));
    }

    private Set<String> word(String name) throws JournalException {
        String lines = journal.meta(name).orElse("");
        return lines.isEmpty() ? Set.of() : Set.of(lines.split("\n"));
    }
}
