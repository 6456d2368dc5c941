package org.tsumugi.upload;

import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tsumugi.upload.follow.Survey;

/**
 * What an agent would send.
 *
 * @param filesByType files to send, by type
 * @param bytes their size
 * @param skipped files that a rule keeps back, by reason
 * @param violations names that are not of the storage, by code
 * @param refusalsKnown whether the list of the patients who refused was known
 */
public record DryRun(
        SortedMap<String, Long> filesByType,
        long bytes,
        SortedMap<String, Long> skipped,
        SortedMap<String, Long> violations,
        boolean refusalsKnown) {

    static DryRun of(Survey survey, boolean refusalsKnown) throws IOException {
        Survey.Result result = survey.run();
        return new DryRun(
                new TreeMap<>(result.filesByType()),
                result.bytes(),
                new TreeMap<>(result.skipped()),
                new TreeMap<>(result.violations()),
                refusalsKnown);
    }
}
