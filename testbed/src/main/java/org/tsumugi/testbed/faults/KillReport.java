package org.tsumugi.testbed.faults;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is left after all trials.
 *
 * @param trials the kills
 * @param files distinct names that the hospital has
 * @param acknowledged acknowledgements that passed the line, the same file's again and again included
 * @param promised distinct files among them
 * @param lost promised files that are not in the journal with the bytes that the hospital has
 * @param doubled versions of resources that say the same as the one before, or whose numbers have gaps
 * @param versions all versions of resources
 * @param undecided patients of whom the server has not decided who they are, or decided though they are gone
 * @param indexed whether the search index has everything, and the server's comparison with the database found nothing
 * @param twice files with more than one content in the journal
 * @param received what the server says it received
 * @param verified whether the server's own verification of raw store, journal and FHIR state found nothing
 * @param digest of all resources
 * @param undisturbed the same of a server that nobody disturbed
 * @param leaks lines of logs with a number of a patient
 */
public record KillReport(
        List<Trial> trials,
        int files,
        long acknowledged,
        int promised,
        int lost,
        long doubled,
        long versions,
        long undecided,
        boolean indexed,
        int twice,
        int received,
        boolean verified,
        String digest,
        String undisturbed,
        long leaks) {

    /** Nothing lost, nothing doubled, nothing different. */
    public boolean isClean() {
        return lost == 0
                && doubled == 0
                && undecided == 0
                && indexed
                && twice == 0
                && received == files
                && promised == files
                && verified
                && !digest.isEmpty()
                && digest.equals(undisturbed)
                && leaks == 0;
    }

    /** One figure a line. */
    public List<String> lines() {
        return List.of(
                "trials\t" + trials.size() + "\t" + kinds(),
                "files of the hospital\t" + files,
                "acknowledgements\t" + acknowledged + ", of distinct files " + promised,
                "acknowledged and lost\t" + lost,
                "received, as the server says\t" + received,
                "files with two contents\t" + twice,
                "versions of resources\t" + versions + ", written twice or missing " + doubled,
                "patients without a decision\t" + undecided,
                "search verify\t" + (indexed ? "clean" : "NOT CLEAN"),
                "verify\t" + (verified ? "clean" : "NOT CLEAN"),
                "digest\t" + digest,
                "digest, undisturbed\t" + undisturbed + "\t" + (digest.equals(undisturbed) ? "equal" : "DIFFERENT"),
                "log lines with a patient's number\t" + leaks);
    }

    private Map<String, Long> kinds() {
        Map<String, Long> kinds = new TreeMap<>();
        trials.forEach(trial -> kinds.merge(trial.kill() + (trial.recovering() ? " (recovering)" : ""), 1L, Long::sum));
        return kinds;
    }
}
