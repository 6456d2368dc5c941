package org.tsumugi.upload;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.tsumugi.upload.follow.Follower;
import org.tsumugi.upload.follow.Ledger;
import org.tsumugi.upload.follow.Resend;
import org.tsumugi.upload.follow.Survey;
import org.tsumugi.upload.follow.Volume;
import org.tsumugi.upload.follow.Volumes;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.report.Reporter;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.send.Bandwidth;
import org.tsumugi.upload.send.Condition;
import org.tsumugi.upload.send.Connections;
import org.tsumugi.upload.send.Delivery;
import org.tsumugi.upload.send.Refusals;
import org.tsumugi.upload.send.Server;
import org.tsumugi.upload.send.Underway;

/**
 * Sends the storages of one facility to one server and remembers what it sent. Whatever ends it, the next one goes on where it was:
 * nothing is passed over before the server has acknowledged it, and receiving the same file twice is receiving it once.
 */
public final class UploadAgent implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(UploadAgent.class.getName());

    private final AgentSettings settings;
    private final Journal journal;
    private final Server server;
    private final Condition condition;
    private final Ledger ledger;
    private final Refusals refusals;
    private final Underway underway;
    private final ServerStore store;
    private final AtomicLong answered = new AtomicLong();
    private volatile AgentListener listener = AgentListener.NONE;

    private UploadAgent(AgentSettings settings, Journal journal) throws IOException {
        this.settings = settings;
        this.journal = journal;
        AgentSettings.Target target = settings.target();
        this.server = new Server(
                Connections.client(target.ca(), target.proxy()),
                target.server(),
                target.facility(),
                target.clientId(),
                target.clientSecret());
        this.store = new ServerStore(server, journal, settings.clock());
        this.condition = new Condition(settings.clock());
        this.underway = new Underway(settings.clock());
        this.refusals = settings.askRefusals()
                ? Refusals.of(server, journal, settings.clock())
                : Refusals.none(journal, settings.clock());
        this.ledger = new Ledger(journal, settings.clock(), refusals::version, this::oneMore);
        journal.waitForDisk(waits -> {
            if (waits) {
                condition.enter("journal", Condition.State.BACKING_OFF, "JOURNAL");
            } else {
                condition.enter("journal", Condition.State.IDLE);
            }
        });
    }

    /**
     * An agent with its journal.
     *
     * @throws IOException when the journal cannot be used, because another agent has it, or it is another facility's or server's
     */
    public static UploadAgent open(AgentSettings settings) throws IOException {
        Journal journal = Journal.open(
                settings.journal(),
                settings.target().facility(),
                settings.target().server());
        try {
            return new UploadAgent(settings, journal);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    private void oneMore() {
        listener.answered(answered.incrementAndGet());
    }

    /** What it does now. */
    public Condition.Now condition() {
        return condition.now();
    }

    /** What this run has done so far. */
    public AgentSummary summary() {
        Ledger.Sums sums = ledger.sums();
        TreeMap<String, Long> skipped = new TreeMap<>();
        sums.skipped().forEach((reason, count) -> skipped.put(reason.name(), count));
        return new AgentSummary(sums.byStatus(), skipped, sums.violations(), sums.failures(), sums.bytes());
    }

    /** Where the names are listed that somebody has to look into. */
    public Path problemList() {
        return ledger.problemList();
    }

    /**
     * Sends everything there is.
     *
     * @return what it did, when everything has been answered for good
     * @throws org.tsumugi.upload.send.RefusedException when the server refuses the client or the facility altogether
     * @throws IOException when a storage cannot be read, or the server took nothing for longer than the patience
     */
    public AgentSummary runOnce(AgentListener told) throws IOException, InterruptedException {
        listener = told;
        try (Follower follower = follower(false)) {
            Reporter reporter = reporter(follower);
            try {
                compareAtStart();
                follower.once();
            } finally {
                follower.close();
                reporter.lastWords();
            }
        }
        return summary();
    }

    /**
     * Follows the storages until it is interrupted.
     *
     * @throws org.tsumugi.upload.send.RefusedException when the server refuses the client or the facility altogether
     */
    public void watch(AgentListener told) throws IOException, InterruptedException {
        listener = told;
        compareAtStart();
        boolean over = false;
        while (!over) {
            over = followUntilStopped();
        }
    }

    /** @return false when it has to begin anew, because the server's store is another one */
    private boolean followUntilStopped() throws IOException, InterruptedException {
        try (Follower follower = follower(true)) {
            Reporter reporter = reporter(follower);
            Thread reports = new Thread(() -> work(reporter), "upload-reports");
            reports.setDaemon(true);
            reports.start();
            boolean goesOn = false;
            try {
                sayWorstDelay(follower);
                follower.forEver(() -> store.follow(settings.pace().rounds().headsEvery()));
            } catch (ServerStore.ReplacedException e) {
                follower.stopForGood();
                sendAgain(e);
                goesOn = true;
            } finally {
                reports.interrupt();
                follower.close();
                if (!goesOn) {
                    reporter.lastWords();
                }
            }
            return !goesOn;
        }
    }

    private static void work(Reporter reporter) {
        try {
            reporter.work();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reporter reporter(Follower follower) throws IOException {
        return new Reporter(server, journal, ledger, condition, underway, follower, settings.clock(), version());
    }

    private static void sayWorstDelay(Follower follower) {
        Follower.WorstDelay worst = follower.worstDelay();
        LOG.log(
                System.Logger.Level.INFO,
                "at most {0} s pass until a change is sent where the transaction storage or a watch tells of it, {1} s"
                        + " for a new date of a patient not seen for two weeks, {2} s for a late change below an old date",
                worst.watched().toSeconds(),
                worst.newDate().toSeconds(),
                worst.late().toSeconds());
    }

    private void compareAtStart() throws IOException, InterruptedException {
        try {
            store.compareAtStart();
        } catch (ServerStore.ReplacedException e) {
            sendAgain(e);
        }
    }

    private void sendAgain(ServerStore.ReplacedException replaced) throws IOException {
        ledger.dropRows();
        store.forgetWhatWasSent(replaced);
        ledger.count(Count.error("STORE_RESTORED"), 1);
    }

    /** Has everything sent again. */
    public void forgetWhatWasSent() throws IOException {
        journal.forgetEverything();
    }

    /**
     * Has single files, or all of single patients, sent again.
     *
     * @param patterns paths as the server names them, and patients' numbers
     * @throws Resend.UnknownException when nothing of one of them was sent
     */
    public Resend.Result sendAgain(List<String> patterns) throws IOException {
        return new Resend(volumes(), journal, settings.clock()).of(patterns);
    }

    /** Says what would be sent. Nothing is sent, nothing is remembered; only the list of refusals is asked for. */
    public static DryRun dryRun(AgentSettings settings) throws IOException, InterruptedException {
        try (Journal journal = Journal.readOnly(settings.journal())) {
            UploadAgent agent = new UploadAgent(settings, journal);
            boolean known = agent.askRefusals();
            Survey survey = new Survey(
                    agent.volumes(), journal, settings.rules(), agent.refusals, agent.options(false), settings.clock());
            return DryRun.of(survey, known);
        }
    }

    private boolean askRefusals() throws InterruptedException {
        try {
            refusals.ensureKnown();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    // ---- parts ----

    private Follower follower(boolean forEver) throws IOException {
        AgentSettings.Pace pace = settings.pace();
        Delivery.Sending sending = new Delivery.Sending(
                refusals,
                new Bandwidth(pace.bandwidth()),
                pace.hours(),
                condition,
                settings.clock(),
                forEver ? Optional.<Duration>empty() : Optional.of(pace.patience()),
                count -> ledger.count(count, 1),
                underway);
        return new Follower(volumes(), journal, ledger, server, sending, options(forEver));
    }

    private Follower.Options options(boolean forEver) {
        AgentSettings.Pace pace = settings.pace();
        Rules rules = settings.rules();
        return new Follower.Options(
                rules,
                pace.connections(),
                pace.batchFiles(),
                pace.batchBytes(),
                pace.settle(),
                pace.quiet(),
                pace.rounds(),
                settings.sources().watchLimit(),
                settings.sources().trustDirectoryTimes(),
                forEver);
    }

    private List<Volume> volumes() throws IOException {
        AgentSettings.Sources sources = settings.sources();
        return Volumes.of(sources.storages(), sources.extended(), sources.transactions(), journal);
    }

    /** Of the program. */
    public static String version() {
        String version = UploadAgent.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
