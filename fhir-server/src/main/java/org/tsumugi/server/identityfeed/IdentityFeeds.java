package org.tsumugi.server.identityfeed;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.hl7v2.IdentityFeed;
import org.tsumugi.hl7v2.PatientIds;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;
import org.tsumugi.server.identityfeed.FeedJournal.Received;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.DamagedContentException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.receive.Bodies;
import org.tsumugi.server.receive.ByteBudget;
import org.tsumugi.server.receive.Intake;
import org.tsumugi.server.receive.ReceiveMeter;
import org.tsumugi.server.receive.RequestGate;
import org.tsumugi.server.receive.StorageFailures;

/** Takes messages of identity feeds: what can be said at once to be wrong is refused, everything else is durable before the answer. */
public final class IdentityFeeds {

    /** A Patient without pictures is some kilobytes. */
    static final int MOST_BYTES = 1 << 20;

    /** More records than anybody merges one after the other. */
    private static final int LONGEST_CHAIN = 100;

    private final FeedJournal journal;
    private final FeedNames names;
    private final RawStore raw;
    private final Intake intake;
    private final ByteBudget budget;
    private final RequestGate gate;
    private final Bodies bodies;
    private final ReceiveMeter meter;

    /**
     * @param jdbc on the database of the journal
     * @param gate which all ways of sending share
     * @param budget the memory that messages may take until they are durable
     */
    public IdentityFeeds(
            JdbcOperations jdbc,
            RawStore raw,
            Intake intake,
            RequestGate gate,
            ByteBudget budget,
            ReceiveMeter meter,
            Clock clock) {
        this.journal = new FeedJournal(jdbc);
        this.names = new FeedNames(clock);
        this.raw = raw;
        this.intake = intake;
        this.budget = budget;
        this.gate = gate;
        this.bodies = new Bodies(gate::isCrowded);
        this.meter = meter;
    }

    /**
     * A message that was kept.
     *
     * @param first whether it is the first one of its patient
     * @param patient logical id of the Patient that it is about
     */
    record Kept(Receipt receipt, boolean first, UUID patient) {}

    /**
     * Keeps the message of a request.
     *
     * @param facility whose token it came with
     * @throws RefusedException when it is none, or cannot be kept
     */
    Kept receive(String facility, HttpServletRequest request) {
        if (request.getMethod().equals("DELETE")) {
            throw new RefusedException(Failure.IDENTITY_FEED_REMOVAL);
        }
        FeedTarget target = FeedTarget.of(request.getQueryString())
                .orElseThrow(() -> new RefusedException(Failure.IDENTITY_FEED_URL));
        if (!target.system().equals(PatientIds.system(facility))) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        if (!IdentityFeedPath.isPatientNumber(target.number())) {
            throw new RefusedException(Failure.IDENTITY_FEED_NUMBER);
        }
        Format format = FeedFormat.of(request.getContentType())
                .orElseThrow(() -> new RefusedException(Failure.UNSUPPORTED_MEDIA_TYPE));
        try (RequestGate.Pass pass = gate.enter(facility);
                ByteBudget.Share memory = budget.share()) {
            long length = request.getContentLengthLong();
            memory.await(length < 0 ? MOST_BYTES : Math.min(length, MOST_BYTES));
            return keep(facility, target.number(), format, bodies.read(request, MOST_BYTES));
        }
    }

    private Kept keep(String facility, String patient, Format format, byte[] content) {
        IdentityFeed feed = IdentityFeed.look(facility, patient, format, content);
        feed.problem().ifPresent(problem -> {
            throw new RefusedException(
                    switch (problem) {
                        case UNREADABLE -> Failure.IDENTITY_FEED_UNREADABLE;
                        case OTHER_IDENTIFIER -> Failure.IDENTITY_FEED_IDENTIFIER;
                        case REPLACEMENT -> Failure.IDENTITY_FEED_REPLACEMENT;
                    });
        });
        try {
            if (feed.survivor().isPresent()
                    && leadsBack(facility, feed.survivor().get(), patient)) {
                throw new RefusedException(Failure.IDENTITY_FEED_CIRCLE);
            }
            RawStore.Content bytes = RawStore.Content.of(content);
            Optional<Received> last = journal.last(facility, patient);
            StorageName name = names.name(patient, format, bytes.sha256(), last);
            Receipt receipt = intake.keep(facility, List.of(new Intake.Incoming(name, bytes)))
                    .get(0);
            meter.received(receipt);
            return new Kept(receipt, last.isEmpty(), PatientIds.logicalId(facility, patient));
        } catch (IOException e) {
            throw StorageFailures.refusal(e);
        } catch (RuntimeException e) {
            throw StorageFailures.refusal(e);
        }
    }

    /** Follows what the last message of each says. Two that are sent at the same moment can still make a circle, which harms nobody. */
    private boolean leadsBack(String facility, String survivor, String patient) throws IOException {
        Set<String> seen = new HashSet<>();
        Optional<String> next = Optional.of(survivor);
        while (next.isPresent() && seen.add(next.get())) {
            if (next.get().equals(patient) || seen.size() > LONGEST_CHAIN) {
                return true;
            }
            next = survivorOf(facility, next.get());
        }
        return false;
    }

    /** What was lost says nothing until it is sent again. */
    private Optional<String> survivorOf(String facility, String patient) throws IOException {
        Optional<Received> last = journal.last(facility, patient);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        try {
            return IdentityFeed.look(
                            facility,
                            patient,
                            last.get().path().format(),
                            raw.get(last.get().sha256()))
                    .survivor();
        } catch (NoSuchFileException | DamagedContentException e) {
            return Optional.empty();
        }
    }
}
