package org.tsumugi.server.store;

import java.util.List;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.server.journal.FileState;

/**
 * What became of a file in a unit.
 *
 * @param flag the condition flag in effect
 * @param contributions what it says
 * @param issues what is wrong with it
 */
record SettledFile(
        UnitFile file, ConditionFlag flag, FileState state, List<Contribution> contributions, List<FileIssue> issues) {}
