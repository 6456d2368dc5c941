package org.tsumugi.upload;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.tsumugi.upload.follow.Rounds;
import org.tsumugi.upload.rule.Rules;
import org.tsumugi.upload.send.Hours;

/**
 * What an agent sends, where to, and how.
 *
 * @param journal folder of its own
 * @param rules what may be sent
 * @param askRefusals whether the server is asked who refused; nothing is sent before it has answered
 */
public record AgentSettings(
        Target target, Sources sources, Path journal, Rules rules, boolean askRefusals, Pace pace, Clock clock) {

    /**
     * The server, and as whom.
     *
     * @param server base URL, such as {@code https://receive.example.jp}
     * @param facility 10-digit code of the hospital
     * @param clientId OAuth client, for the client credentials grant
     * @param clientSecret its secret
     * @param ca certificates (PEM) to trust instead of those of the Java installation
     * @param proxy {@code http://host:port}
     */
    public record Target(
            URI server, String facility, String clientId, String clientSecret, Optional<Path> ca, Optional<URI> proxy) {

        /** Hides the secret. */
        @Override
        public String toString() {
            return "Target[" + server + ", " + facility + "]";
        }
    }

    /**
     * The storages.
     *
     * @param storages roots of the standardized storage; {@code extended/} and {@code transaction/} below them are followed, too
     * @param extended roots of extended storages that lie elsewhere
     * @param transactions roots of transaction storages that lie elsewhere
     * @param watchLimit most folders to watch
     * @param trustDirectoryTimes false where a folder's time does not change with its files: every folder is listed in each pass
     */
    public record Sources(
            List<Path> storages,
            List<Path> extended,
            List<Path> transactions,
            int watchLimit,
            boolean trustDirectoryTimes) {

        private static final int WATCHES = 50_000;

        public Sources {
            storages = List.copyOf(storages);
            extended = List.copyOf(extended);
            transactions = List.copyOf(transactions);
        }

        /** One storage. */
        public static Sources of(Path storage) {
            return new Sources(List.of(storage), List.of(), List.of(), WATCHES, true);
        }
    }

    /**
     * How fast, and when.
     *
     * @param connections patients are spread over so many
     * @param batchFiles most files of one request
     * @param batchBytes content bytes after which a request is closed; larger files go by themselves
     * @param bandwidth bytes a second of all connections; 0 for no limit
     * @param hours when a request may begin
     * @param patience how long the server may take nothing before a single run gives up
     * @param settle how long a file has to stay the same before it is read
     * @param quiet after which a transaction file that no newer one has followed counts as over
     * @param rounds how often what is known is looked at again
     */
    public record Pace(
            int connections,
            int batchFiles,
            long batchBytes,
            long bandwidth,
            Hours hours,
            Duration patience,
            Duration settle,
            Duration quiet,
            Rounds rounds) {

        private static final int CONNECTIONS = 4;
        private static final int FILES = 500;
        private static final long BYTES = 4L << 20;
        private static final long BYTES_WHEN_SLOW = 256L << 10;

        /** As fast as it goes. */
        public static final Pace DEFAULT = new Pace(
                CONNECTIONS,
                FILES,
                BYTES,
                0,
                Hours.ALWAYS,
                Duration.ofMinutes(15),
                Duration.ofSeconds(3),
                Duration.ofMinutes(10),
                Rounds.DEFAULT);

        /** The same with other batches. */
        public Pace withBatches(int files, long bytes) {
            return new Pace(connections, files, bytes, bandwidth, hours, patience, settle, quiet, rounds);
        }

        /** The same with another number of connections. */
        public Pace withConnections(int other) {
            return new Pace(other, batchFiles, batchBytes, bandwidth, hours, patience, settle, quiet, rounds);
        }

        /** The same with a limit, and batches so small that those begun when the hours end are soon over. */
        public Pace withBandwidth(long bytesPerSecond) {
            long bytes = bytesPerSecond == 0 ? batchBytes : Math.min(batchBytes, BYTES_WHEN_SLOW);
            return new Pace(connections, batchFiles, bytes, bytesPerSecond, hours, patience, settle, quiet, rounds);
        }

        /** The same at other hours. */
        public Pace withHours(Hours other) {
            return new Pace(connections, batchFiles, batchBytes, bandwidth, other, patience, settle, quiet, rounds);
        }

        /** The same with another patience. */
        public Pace withPatience(Duration other) {
            return new Pace(connections, batchFiles, batchBytes, bandwidth, hours, other, settle, quiet, rounds);
        }

        /** The same with other waits for files to be whole; both zero for storages that nobody is writing. */
        public Pace withSettling(Duration otherSettle, Duration otherQuiet) {
            return new Pace(
                    connections, batchFiles, batchBytes, bandwidth, hours, patience, otherSettle, otherQuiet, rounds);
        }

        /** The same with another time between passes over every file. */
        public Pace withFullEvery(Duration other) {
            return withRounds(rounds.withFullEvery(other));
        }

        /** The same with other passes. */
        public Pace withRounds(Rounds other) {
            return new Pace(connections, batchFiles, batchBytes, bandwidth, hours, patience, settle, quiet, other);
        }
    }

    /**
     * As the demo client of a facility whose patients are made up: nobody is asked who refused, and nobody is writing the storage any
     * more.
     */
    public static AgentSettings demo(URI server, String facility, Path storage, Path journal) {
        return new AgentSettings(
                new Target(server, facility, "demo-" + facility, "demo", Optional.empty(), Optional.empty()),
                Sources.of(storage),
                journal,
                Rules.ALL,
                false,
                Pace.DEFAULT.withSettling(Duration.ZERO, Duration.ZERO),
                Clock.system(ZoneId.systemDefault()));
    }

    /** The same at another pace. */
    public AgentSettings with(Pace other) {
        return new AgentSettings(target, sources, journal, rules, askRefusals, other, clock);
    }

    /** The same with other rules. */
    public AgentSettings with(Rules other) {
        return new AgentSettings(target, sources, journal, other, askRefusals, pace, clock);
    }

    /** The same with another client. */
    public AgentSettings with(Target other) {
        return new AgentSettings(other, sources, journal, rules, askRefusals, pace, clock);
    }

    /** The same with other storages. */
    public AgentSettings with(Sources other) {
        return new AgentSettings(target, other, journal, rules, askRefusals, pace, clock);
    }

    /** The same, and the server is asked who refused. */
    public AgentSettings askingRefusals() {
        return new AgentSettings(target, sources, journal, rules, true, pace, clock);
    }
}
