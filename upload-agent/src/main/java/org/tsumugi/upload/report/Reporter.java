package org.tsumugi.upload.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.tsumugi.upload.follow.Follower;
import org.tsumugi.upload.follow.Ledger;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.send.Condition;
import org.tsumugi.upload.send.RefusedException;
import org.tsumugi.upload.send.Server;
import org.tsumugi.upload.send.Underway;

/**
 * Reports to the server by itself: every five minutes and when the state changes what the agent does; after each day, and when it ends,
 * what it did. A report that does not arrive is sent again; it never keeps files waiting.
 */
public final class Reporter {

    private static final long EVERY_MILLIS = TimeUnit.MINUTES.toMillis(5);
    private static final long NOT_MORE_OFTEN_MILLIS = 5_000;
    private static final long LAST_WORDS_MILLIS = 5_000;
    private static final int KEPT_DAYS = 90;
    /** What the server takes for a code. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.^-]{0,63}");

    private static final JsonFactory JSON = new JsonFactory();
    private static final System.Logger LOG = System.getLogger(Reporter.class.getName());

    private final Server server;
    private final Journal journal;
    private final Ledger ledger;
    private final Condition condition;
    private final Underway underway;
    private final Follower follower;
    private final Clock clock;
    private final String version;
    private final UUID agent;

    public Reporter(
            Server server,
            Journal journal,
            Ledger ledger,
            Condition condition,
            Underway underway,
            Follower follower,
            Clock clock,
            String version)
            throws IOException {
        this.server = server;
        this.journal = journal;
        this.ledger = ledger;
        this.condition = condition;
        this.underway = underway;
        this.follower = follower;
        this.clock = clock;
        this.version = version;
        this.agent = journal.agent();
    }

    /** Reports until interrupted. */
    public void work() throws InterruptedException {
        Condition.Now reported = condition.now();
        while (true) {
            attempt(this::reportState);
            attempt(() -> reportDays(LocalDate.now(clock)));
            TimeUnit.MILLISECONDS.sleep(NOT_MORE_OFTEN_MILLIS);
            condition.awaitOtherThan(reported, EVERY_MILLIS);
            reported = condition.now();
        }
    }

    /** What it did, and that it stopped; that must not keep a stopping system waiting, nor be lost because it stops. */
    public void lastWords() {
        boolean interrupted = Thread.interrupted();
        Thread words = new Thread(
                () -> {
                    try {
                        end();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "upload-last-report");
        words.setDaemon(true);
        words.start();
        try {
            words.join(LAST_WORDS_MILLIS);
            words.interrupt();
            words.join(1_000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() throws InterruptedException {
        attempt(ledger::write);
        condition.enter("agent", Condition.State.STOPPED);
        attempt(this::reportState);
        attempt(() -> reportDays(LocalDate.now(clock).plusDays(1)));
    }

    @FunctionalInterface
    private interface Report {
        void send() throws IOException, InterruptedException;
    }

    private static void attempt(Report report) throws InterruptedException {
        try {
            report.send();
        } catch (RefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server takes no reports: HTTP {0}", e.status());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.DEBUG,
                    "a report did not arrive: {0}",
                    e.getClass().getSimpleName());
        }
    }

    // ---- what it does ----

    private void reportState() throws IOException, InterruptedException {
        put("sender", state());
    }

    private String state() throws IOException {
        Condition.Now now = condition.now();
        Follower.WorstDelay worst = follower.worstDelay();
        Journal.Unsent waiting = journal.unsent();
        Optional<Instant> oldest = Stream.concat(waiting.oldest().stream(), underway.oldest().stream())
                .min(Instant::compareTo);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("agent", agent.toString());
            json.writeStringField("version", version);
            json.writeStringField("state", now.state().name());
            json.writeStringField("since", now.since().toString());
            json.writeNumberField("unsent", waiting.files() + underway.files());
            json.writeStringField("oldestUnsent", oldest.map(Instant::toString).orElse(null));
            json.writeObjectFieldStart("pass");
            json.writeStringField("kind", follower.position().kind());
            json.writeNumberField("done", Math.round(follower.position().done() * 1000) / 1000.0);
            json.writeNumberField("worstDelaySeconds", worst.late().toSeconds());
            json.writeEndObject();
            json.writeStringField(
                    "everythingAgainSince",
                    journal.everythingAgainSince().map(Instant::toString).orElse(null));
            json.writeStringField("trouble", now.trouble().isEmpty() ? null : now.trouble());
            json.writeEndObject();
        }
        return text.toString();
    }

    // ---- what it did ----

    /** Days before the given one of which the server does not know everything. */
    private void reportDays(LocalDate before) throws IOException, InterruptedException {
        for (LocalDate day : journal.days().unreported()) {
            if (day.isBefore(before)) {
                // One that is not taken does not keep back the others
                attempt(() -> reportDay(day));
            }
        }
        ledger.forgetDaysBefore(before.minusDays(KEPT_DAYS));
    }

    private void reportDay(LocalDate day) throws IOException, InterruptedException {
        Map<Count, Long> counts = journal.days().counts(day);
        put("summaries/" + day, summary(counts));
        journal.days().reported(day, counts);
    }

    private String summary(Map<Count, Long> counts) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("agent", agent.toString());
            codes(json, "sent", Count.Kind.SENT, counts);
            json.writeNumberField("renamed", counts.getOrDefault(Count.renamed(), 0L));
            codes(json, "skipped", Count.Kind.SKIPPED, counts);
            codes(json, "violations", Count.Kind.VIOLATIONS, counts);
            codes(json, "errors", Count.Kind.ERRORS, counts);
            json.writeNumberField("bytes", counts.getOrDefault(Count.bytes(), 0L));
            json.writeNumberField(
                    "worstDelaySeconds", follower.worstDelay().late().toSeconds());
            json.writeEndObject();
        }
        return text.toString();
    }

    /** Hospitals give their documents codes of their own, Japanese ones, too, which the server does not take for codes. */
    private static String reportable(String code) {
        return CODE.matcher(code).matches() ? code : "EXTENDED";
    }

    private static void codes(JsonGenerator json, String member, Count.Kind kind, Map<Count, Long> counts)
            throws IOException {
        Map<String, Long> byCode = new TreeMap<>();
        counts.forEach((count, n) -> {
            if (count.kind() == kind) {
                byCode.merge(reportable(count.code()), n, Long::sum);
            }
        });
        json.writeObjectFieldStart(member);
        for (Map.Entry<String, Long> count : byCode.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }

    private void put(String below, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = server.exchange(
                below,
                request -> request.header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("a report was answered with HTTP " + answer.statusCode());
        }
    }
}
