package org.tsumugi.server;

import java.util.List;
import org.tsumugi.server.backup.BackupCommand;
import org.tsumugi.server.digest.DigestCommand;
import org.tsumugi.server.gateway.ClientCommand;
import org.tsumugi.server.gateway.FacilityCommand;
import org.tsumugi.server.job.JobsCommand;
import org.tsumugi.server.monitor.HealthCommand;
import org.tsumugi.server.refusal.RefusalCommand;
import org.tsumugi.server.repair.QuarantineCommand;
import org.tsumugi.server.repair.RemapCommand;
import org.tsumugi.server.review.ReviewerCommand;
import org.tsumugi.server.rules.PersonsCommand;
import org.tsumugi.server.search.SearchCommand;
import org.tsumugi.server.sender.SenderCommand;
import org.tsumugi.server.verify.RawCommand;
import org.tsumugi.server.verify.TallyCommand;
import org.tsumugi.server.verify.VerifyCommand;

/** The commands of all rooms: the one place that names them. */
public final class OperatorCommands {

    private OperatorCommands() {}

    /** New objects for one run, in the order in which the help lists them. */
    public static List<Object> all() {
        return List.of(
                new FacilityCommand(),
                new ClientCommand(),
                new RefusalCommand(),
                new SenderCommand(),
                new HealthCommand(),
                new ReviewerCommand(),
                new PersonsCommand(),
                new SearchCommand(),
                new QuarantineCommand(),
                new RemapCommand(),
                new VerifyCommand(),
                new RawCommand(),
                new BackupCommand(),
                new TallyCommand(),
                new DigestCommand(),
                new JobsCommand());
    }
}
