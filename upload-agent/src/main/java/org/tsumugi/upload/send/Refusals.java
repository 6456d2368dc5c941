package org.tsumugi.upload.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tsumugi.upload.journal.Journal;

/**
 * The patients who refused registration. The list is kept in the journal, so that a server that is away for a while stops nothing; but
 * without a list of the last 24 hours nothing is sent. A server that does not answer with a list (404: it is too old, or something in
 * between hides it) has not said that nobody refused.
 */
public final class Refusals {

    private static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final JsonFactory JSON = new JsonFactory();

    private final @Nullable Server server;
    private final Journal journal;
    private final Clock clock;
    private Set<String> patients = Set.of();
    private String etag = "";
    private @Nullable Instant known;
    private Instant nextLook = Instant.EPOCH;
    private @Nullable IOException lastFailure;
    private final AtomicInteger version = new AtomicInteger();

    private Refusals(@Nullable Server server, Journal journal, Clock clock) {
        this.server = server;
        this.journal = journal;
        this.clock = clock;
    }

    /** Those of the server, at first as the journal remembers them. */
    public static Refusals of(Server server, Journal journal, Clock clock) throws IOException {
        Refusals refusals = new Refusals(server, journal, clock);
        Optional<String> list = journal.meta("refusals");
        Optional<String> at = journal.meta("refusals.at");
        if (list.isPresent() && at.isPresent()) {
            refusals.patients = patients(list.get());
            refusals.etag = journal.meta("refusals.etag").orElse("");
            refusals.known = Instant.parse(at.get());
        }
        return refusals;
    }

    /** Nobody is asked: for fictitious patients, and hospitals that exclude patients by a list of their own. */
    public static Refusals none(Journal journal, Clock clock) {
        return new Refusals(null, journal, clock);
    }

    /** 患者ID of those who refused, as far as known. */
    public synchronized Set<String> patients() {
        return patients;
    }

    /** Rises with every change of the list. */
    public int version() {
        return version.get();
    }

    /**
     * Asks the server when the list is older than ten minutes.
     *
     * @throws RefusedException when the server offers no list, and the last one is too old
     * @throws IOException when it cannot be asked, and the last one is too old
     */
    public synchronized void ensureKnown() throws IOException, InterruptedException {
        if (server == null || clock.instant().isBefore(nextLook)) {
            if (server != null && !isKnown()) {
                throw new IOException("the patients who refused are not known", lastFailure);
            }
            return;
        }
        nextLook = clock.instant().plus(AFTER_FAILURE);
        try {
            look(server);
            nextLook = clock.instant().plus(EVERY);
            lastFailure = null;
        } catch (IOException e) {
            lastFailure = e;
            if (!isKnown()) {
                throw e;
            }
        }
    }

    private boolean isKnown() {
        Instant at = known;
        return at != null && at.plus(GOOD_FOR).isAfter(clock.instant());
    }

    private void look(Server asked) throws IOException, InterruptedException {
        HttpResponse<String> answer = asked.exchange("refusals", request -> {
            if (!etag.isEmpty()) {
                request.header("If-None-Match", etag);
            }
            return request.header("Accept", "application/json").GET();
        });
        switch (answer.statusCode()) {
            case 200 -> {
                Set<String> now = patients(answer.body());
                if (!now.equals(patients)) {
                    version.incrementAndGet();
                }
                patients = now;
                etag = answer.headers().firstValue("ETag").orElse("");
                remember(answer.body());
            }
            case 304 -> {
                known = clock.instant();
                journal.meta("refusals.at", clock.instant().toString());
            }
            case 401, 403, 404 ->
                throw new RefusedException(answer.statusCode(), "the server gives no list of the patients who refused");
            default ->
                throw new IOException(
                        "the list of the patients who refused was answered with HTTP " + answer.statusCode());
        }
    }

    private void remember(String body) throws IOException {
        known = clock.instant();
        journal.meta("refusals", body);
        journal.meta("refusals.etag", etag);
        journal.meta("refusals.at", clock.instant().toString());
    }

    static Set<String> patients(String body) throws IOException {
        Set<String> patients = new HashSet<>();
        boolean listed = false;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the list of the patients who refused is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean list = parser.currentName().equals("patients");
                JsonToken value = parser.nextToken();
                if (list && value == JsonToken.START_ARRAY) {
                    listed = true;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        patients.add(parser.getText());
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!listed) {
            throw new IOException("the list of the patients who refused has no member \"patients\"");
        }
        return Set.copyOf(List.copyOf(patients));
    }
}
