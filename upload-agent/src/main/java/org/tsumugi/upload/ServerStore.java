package org.tsumugi.upload;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.send.Json;
import org.tsumugi.upload.send.Server;

/**
 * The store behind the server, which the journal speaks of. One that was set up anew, or restored from a backup, does not have all that
 * was acknowledged, and says so by another epoch.
 */
final class ServerStore {

    private static final String EPOCH = "store.epoch";
    private static final long AFTER_FAILURE_SECONDS = 5;
    private static final System.Logger LOG = System.getLogger(ServerStore.class.getName());

    private final Server server;
    private final Journal journal;
    private final Clock clock;

    /** It is not the one the journal speaks of. */
    static final class ReplacedException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> status;

        ReplacedException(Map<String, String> status) {
            super("the server's store is another one than before");
            this.status = status;
        }
    }

    ServerStore(Server server, Journal journal, Clock clock) {
        this.server = server;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Compares it before anything is sent; a server that cannot be asked is met again by whoever sends.
     *
     * @throws ReplacedException when everything has to be sent again
     */
    void compareAtStart() throws IOException, InterruptedException {
        Map<String, String> status;
        try {
            status = status();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server did not say what it has");
            return;
        }
        // Older servers have no epoch: one that has received nothing was set up anew
        if ("0".equals(status.get("received")) && !journal.isEmpty()) {
            throw new ReplacedException(status);
        }
        compare(status);
    }

    /**
     * Compares it again and again.
     *
     * @throws ReplacedException when everything has to be sent again
     */
    void follow(Duration every) throws IOException, InterruptedException {
        while (true) {
            Optional<Map<String, String>> status = statusOrNone();
            if (status.isPresent()) {
                compare(status.get());
            }
            TimeUnit.MILLISECONDS.sleep(
                    status.isPresent() ? every.toMillis() : TimeUnit.SECONDS.toMillis(AFTER_FAILURE_SECONDS));
        }
    }

    private Optional<Map<String, String>> statusOrNone() throws InterruptedException {
        try {
            return Optional.of(status());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<String, String> status() throws IOException, InterruptedException {
        var answer = server.exchange("status", request -> request.GET());
        return answer.statusCode() == 200 ? Json.members(answer.body()) : Map.of();
    }

    private void compare(Map<String, String> status) throws IOException {
        String epoch = status.getOrDefault("storeEpoch", "");
        Optional<String> known = journal.meta(EPOCH);
        if (epoch.isEmpty() || known.equals(Optional.of(epoch))) {
            return;
        }
        if (known.isPresent() && !journal.isEmpty()) {
            throw new ReplacedException(status);
        }
        // A journal from before there were epochs speaks of this store, as far as anybody knows
        journal.meta(EPOCH, epoch);
    }

    /** Has everything sent again. */
    void forgetWhatWasSent(ReplacedException replaced) throws IOException {
        LOG.log(
                System.Logger.Level.WARNING,
                "the server was set up anew or restored from a backup: everything is sent again; it takes only what it"
                        + " does not have");
        Map<String, String> words = new HashMap<>();
        words.put("again.at", clock.instant().toString());
        Optional.ofNullable(replaced.status.get("storeEpoch")).ifPresent(epoch -> words.put(EPOCH, epoch));
        journal.forgetEverything(words);
    }
}
