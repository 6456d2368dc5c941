package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.net.Tap;

/**
 * A hospital writes, its agent sends, a server keeps and maps; again and again something of it is killed at a random moment, and started
 * again as a service manager would. What the server promised on the way, and what it has in the end, is compared with the hospital's
 * files and with a server that nobody disturbed.
 */
public final class KillTrials {

    private static final double WHILE_RECOVERING = 0.25;
    private static final int RECOVERY_MILLIS = 20_000;
    private static final double AFTER_PROGRESS = 0.7;
    private static final int WORK_MILLIS = 3_000;
    private static final int CUT_AFTER_BYTES = 40_000;
    private static final Duration PROGRESS_WITHIN = Duration.ofSeconds(90);
    private static final Duration STRIKE_WITHIN = Duration.ofSeconds(30);
    private static final Duration CUT_WITHIN = Duration.ofSeconds(10);
    private static final Duration STANDSTILL = Duration.ofMinutes(5);
    private static final Duration ASKED_WITHIN = Duration.ofMinutes(3);
    private static final Duration INDEXED_WITHIN = Duration.ofMinutes(2);
    private static final Duration DECIDED_WITHIN = Duration.ofMinutes(1);
    private static final int MOST_STARTS = 4;
    private static final int MORE = 5;
    private static final long POLL_MILLIS = 50;

    private final Lines lines;
    private final List<Kill> kills;
    private final Hospital hospital;
    private final Dice dice;
    private final PrintWriter out;
    private final Acknowledged acknowledged = new Acknowledged();
    private final ServerUnderTest server;
    private final ServerRows rows;
    private final List<Trial> trials = new ArrayList<>();
    private boolean away;

    /**
     * @param kills one for each trial
     * @param files at least so many has the hospital
     * @param seed of the hospital and of all chance
     * @param out is told each trial
     */
    public KillTrials(Lines lines, List<Kill> kills, int files, long seed, PrintWriter out) throws IOException {
        this.lines = lines;
        this.kills = List.copyOf(kills);
        this.hospital = Hospital.of(lines.work().resolve("storage"), files, seed);
        this.dice = Dice.of(seed, "kills");
        this.out = out;
        this.server = new ServerUnderTest(lines.server(), lines.work().resolve("home"));
        this.rows = new ServerRows(server);
    }

    /** So many kills, by chance. */
    public static List<Kill> draw(int trials, long seed) {
        return Kill.draw(trials, Dice.of(seed, "kinds"));
    }

    /** Runs all trials. */
    public KillReport run() throws IOException, InterruptedException {
        say(Trial.HEADER);
        try {
            server.start();
            server.awaitUp();
            disturb();
            return report();
        } finally {
            server.stop();
        }
    }

    private void disturb() throws IOException, InterruptedException {
        // the last share is written when nothing is killed any more
        int share = hospital.actions() / (kills.size() + 1);
        try (Tap tap = Tap.to(server.port(), () -> new AcknowledgedLines(acknowledged::add));
                SenderUnderTest sender = new SenderUnderTest(
                        lines, "disturbed", hospital, URI.create("http://127.0.0.1:" + tap.port()));
                Writing writing = new Writing(hospital, dice)) {
            sender.start();
            long start = System.nanoTime();
            for (Kill kill : kills) {
                if (System.nanoTime() - start > lines.atMost().toNanos()) {
                    say("# the time is over");
                    break;
                }
                writing.allow(share);
                trial(kill, tap, sender, writing);
            }
            writing.finish();
            awaitUp();
            awaitEverything(sender);
        }
    }

    private void trial(Kill kill, Tap tap, SenderUnderTest sender, Writing writing)
            throws IOException, InterruptedException {
        boolean recovering = away && dice.chance(WHILE_RECOVERING);
        long since = System.nanoTime();
        if (recovering) {
            TimeUnit.MILLISECONDS.sleep(dice.below(RECOVERY_MILLIS));
        } else {
            awaitUp();
            mustHaveAllPromised();
            sender.check();
            if (dice.chance(AFTER_PROGRESS)) {
                awaitProgress();
            }
            since = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep(dice.below(WORK_MILLIS));
        }
        long after = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
        if (!strike(kill, tap, sender, writing)) {
            say("# " + kill + ": not all of it was there to be killed");
            return;
        }
        Trial trial = new Trial(trials.size() + 1, kill, recovering, after, acknowledged.count());
        trials.add(trial);
        say(trial.toString());
    }

    /**
     * Kills what is to be killed as soon as it is there to be killed, and starts the server again; the sender has its keeper.
     *
     * @return whether everything was there
     */
    private boolean strike(Kill kill, Tap tap, SenderUnderTest sender, Writing writing)
            throws IOException, InterruptedException {
        boolean hit = true;
        if (kill.isOfLine()) {
            hit = cut(tap, writing);
        }
        if (kill.isOfDatabase()) {
            hit &= await(STRIKE_WITHIN, server::killDatabase);
        }
        if (kill.isOfSearch()) {
            hit &= await(STRIKE_WITHIN, server::killSearch);
        }
        if (kill.isOfServer()) {
            hit &= server.kill();
        }
        if (kill.isOfSender()) {
            // one that has sent everything has ended
            writing.allow(MORE);
            hit &= await(STRIKE_WITHIN, sender::kill);
        }
        if (kill.isOfServer()) {
            server.start();
        }
        away = kill.isOfServer() || kill.isOfDatabase() || kill.isOfSearch();
        return hit;
    }

    /** All connections there are, and the next ones somewhere in their first bodies. */
    private boolean cut(Tap tap, Writing writing) throws IOException, InterruptedException {
        long before = tap.cuts();
        tap.cutAfter(1 + dice.below(CUT_AFTER_BYTES));
        tap.cutNow();
        writing.allow(MORE);
        boolean cut = await(CUT_WITHIN, () -> tap.cuts() > before + 1) || tap.cuts() > before;
        if (!cut) {
            // between two runs of the sender, or bodies that were shorter than that
            tap.cutAfter(1);
            tap.cutNow();
            writing.allow(MORE);
            cut = await(STRIKE_WITHIN, () -> tap.cuts() > before);
        }
        tap.hold();
        return cut;
    }

    /** A server whose database is killed while it starts may end; it is started again. */
    private void awaitUp() throws IOException, InterruptedException {
        for (int start = 1; ; start++) {
            try {
                server.awaitUp();
                return;
            } catch (IOException ended) {
                if (start == MOST_STARTS) {
                    throw ended;
                }
                say("# the server ended by itself while it started; starting it again");
                server.kill();
                server.start();
            }
        }
    }

    private void awaitProgress() throws IOException, InterruptedException {
        long before = acknowledged.count();
        boolean unused = await(PROGRESS_WITHIN, () -> acknowledged.count() > before);
    }

    /** Until every file of the hospital was acknowledged under its last name. */
    private void awaitEverything(SenderUnderTest sender) throws IOException, InterruptedException {
        Set<String> wanted = hospital.lastPaths();
        long before = -1;
        while (!acknowledged.hasAll(wanted) && acknowledged.count() > before) {
            sender.check();
            before = acknowledged.count();
            long seen = before;
            boolean unused = await(STANDSTILL, () -> acknowledged.count() > seen);
        }
    }

    private void mustHaveAllPromised() throws IOException, InterruptedException {
        int lost = lost();
        if (lost > 0) {
            throw new IOException(lost + " acknowledged files are not there after trial " + trials.size());
        }
    }

    private int lost() throws IOException, InterruptedException {
        Set<String> promised = acknowledged.names();
        Map<String, String> contents = hospital.contents();
        Map<String, Set<String>> journal = journal();
        return (int) promised.stream()
                .filter(name -> !journal.getOrDefault(name, Set.of()).contains(contents.get(name)))
                .count();
    }

    /** The database may be on its way back. */
    private Map<String, Set<String>> journal() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return rows.journal();
            } catch (IOException away) {
                if (System.nanoTime() - start > ASKED_WITHIN.toNanos()) {
                    throw away;
                }
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }

    private KillReport report() throws IOException, InterruptedException {
        Map<String, String> status = server.settled(hospital.facility());
        String digest = digest(server);
        ServerUnderTest.Output verified = server.run("verify");
        verified.lines().stream().filter(line -> verified.exit() != 0).forEach(this::say);
        int twice = (int) journal().values().stream()
                .filter(contents -> contents.size() > 1)
                .count();
        int lost = lost();
        long doubled = rows.doubled();
        long versions = rows.versions();
        boolean decided = await(DECIDED_WITHIN, () -> rows.undecided() == 0);
        long undecided = decided ? 0 : rows.undecided();
        boolean indexed = await(INDEXED_WITHIN, () -> rows.unindexed() == 0) && isIndexRight();
        server.stop();
        ServerUnderTest other = new ServerUnderTest(lines.server(), lines.work().resolve("undisturbed"));
        String undisturbed = undisturbed(other, status);
        return new KillReport(
                List.copyOf(trials),
                hospital.lastPaths().size(),
                acknowledged.count(),
                acknowledged.names().size(),
                lost,
                doubled,
                versions,
                undecided,
                indexed,
                twice,
                Integer.parseInt(status.getOrDefault("received", "0")),
                verified.exit() == 0,
                digest,
                undisturbed,
                new PatientNumbersInLogs(hospital.patients()).below(logs(other)));
    }

    private boolean isIndexRight() throws IOException, InterruptedException {
        ServerUnderTest.Output compared = server.run("search", "verify");
        compared.lines().stream().filter(line -> compared.exit() != 0).forEach(this::say);
        return compared.exit() == 0;
    }

    private List<Path> logs(ServerUnderTest other) {
        return List.of(
                server.logs(),
                other.logs(),
                server.database().resolve("log"),
                other.database().resolve("log"),
                lines.work().resolve("disturbed-logs"),
                lines.work().resolve("undisturbed-logs"));
    }

    /** The digest of a server that gets what the hospital has in the end, by an agent that is left alone. */
    private String undisturbed(ServerUnderTest other, Map<String, String> status)
            throws IOException, InterruptedException {
        Acknowledged answered = new Acknowledged();
        Lines once = new Lines(lines.server(), lines.sender(), false, lines.atMost(), lines.work());
        try {
            other.start();
            other.awaitUp();
            try (Tap tap = Tap.to(other.port(), () -> new AcknowledgedLines(answered::add));
                    SenderUnderTest sender = new SenderUnderTest(
                            once, "undisturbed", hospital, URI.create("http://127.0.0.1:" + tap.port()))) {
                sender.start();
                long start = System.nanoTime();
                while (!answered.hasAll(hospital.lastPaths())) {
                    sender.check();
                    if (System.nanoTime() - start > STANDSTILL.toNanos()) {
                        throw new IOException("the undisturbed sender does not come to an end");
                    }
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
            }
            Map<String, String> itsStatus = other.settled(hospital.facility());
            for (String figure : List.of("received", "mapped", "unsupported", "quarantined", "superseded")) {
                say("# " + figure + "\t" + status.get(figure) + "\tundisturbed " + itsStatus.get(figure));
            }
            return digest(other);
        } finally {
            other.stop();
        }
    }

    private String digest(ServerUnderTest of) throws IOException, InterruptedException {
        ServerUnderTest.Output digest = of.run("digest", "--facility", hospital.facility());
        if (digest.exit() != 0) {
            digest.lines().forEach(this::say);
            return "";
        }
        return digest.lines().stream()
                .filter(line -> line.startsWith(hospital.facility() + " * "))
                .findFirst()
                .orElse("");
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }

    /** Something that may be the case now. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static boolean await(Duration within, Condition condition) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > within.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }
}
