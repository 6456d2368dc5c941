package org.tsumugi.testbed.mpi;

import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.link.Ladder;
import org.tsumugi.mpi.link.Partitioning;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.mpi.match.SearchKeys;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.mpi.score.Model;

/** The library with one version of the rules. */
record Library(Rules rules, Normalizer normalizer, RecordComparer comparer) {

    /**
     * The trial's h′ as rules: the individual number alone, or the household's with name, sex and birth date, or that of
     * 後期高齢者医療 with sex and birth date; names letter by letter, former numbers too, and nothing forbids.
     */
    private static final String TRIAL = """
            version: "trial h′"
            study: true
            common-id-systems: []
            rungs:
              - id: individual-number
                number: individual-number
                agree: []
              - id: household-number
                number: household-number
                agree: [name, sex, birth-date]
                spelling: exact
              - id: late-elderly-number
                number: late-elderly-number
                agree: [sex, birth-date]
            vetoes: []
            largest-block: 1000000
            """;

    /** With the rules that come with the product. */
    static Library standard() {
        return of(RulesFile.standard());
    }

    /** With the trial's conditions. */
    static Library trial() {
        return of(RulesFile.read(TRIAL));
    }

    private static Library of(Rules rules) {
        KanjiForms forms = KanjiForms.curated();
        return new Library(rules, new Normalizer(forms), new RecordComparer(forms));
    }

    Ladder ladder() {
        return new Ladder(rules, comparer);
    }

    Partitioning partitioning() {
        return new Partitioning(rules, comparer);
    }

    PersonIndex index() {
        return new PersonIndex(rules, normalizer, comparer, new SearchKeys());
    }

    Matcher matcher(Model model) {
        return new Matcher(rules, normalizer, comparer, model);
    }
}
