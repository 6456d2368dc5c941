package org.tsumugi.server.mllp;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsumugi.hl7v2.MessageValues;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.mllp.FrameFiles.NamedMessage;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.receive.Intake;
import org.tsumugi.server.receive.ReceiveMeter;
import org.tsumugi.server.receive.StorageFailures;

/** Keeps what a frame brings, then says so; or says that it did not, and whether to try again. */
final class FrameAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(FrameAnswers.class);

    private static final String FRAMES = "tsumugi.mllp.frames";
    private static final int RADIX = 36;

    /** A message that is read takes many times its size, for a moment: as many at once as there is anybody to read them. */
    private static final Semaphore READERS = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final String facility;
    private final FrameFiles files;
    private final Intake intake;
    private final Predicate<String> mayReceive;
    private final MeterRegistry meters;
    private final ReceiveMeter received;
    private final Clock clock;
    private final AtomicLong answers = new AtomicLong();

    /** @param mayReceive whether files of a facility are taken now */
    FrameAnswers(
            String facility,
            FrameFiles files,
            Intake intake,
            Predicate<String> mayReceive,
            MeterRegistry meters,
            Clock clock) {
        this.facility = facility;
        this.files = files;
        this.intake = intake;
        this.mayReceive = mayReceive;
        this.meters = meters;
        this.received = new ReceiveMeter(meters);
        this.clock = clock;
    }

    /**
     * A frame that was read.
     *
     * @param unusable why it is nothing that can be kept; null when it is something
     */
    private record Named(
            Acknowledgement acknowledgement,
            List<NamedMessage> messages,
            @Nullable NoStorageFileException unusable) {}

    /** The acknowledgement of a whole frame; AA when everything in it is durable. */
    byte[] answer(byte[] frame) {
        Named named = read(frame);
        NoStorageFileException unusable = named.unusable();
        if (unusable == null) {
            return keep(named.acknowledgement(), named.messages());
        }
        LOG.warn("A frame of facility {} was rejected: {}", facility, unusable.why());
        return rejected(named.acknowledgement(), unusable.code(), unusable.why());
    }

    private Named read(byte[] frame) {
        READERS.acquireUninterruptibly();
        try {
            MessageValues message = MessageValues.read(FrameFiles.firstMessage(frame));
            Acknowledgement acknowledgement = new Acknowledgement(message);
            try {
                return new Named(acknowledgement, files.of(frame, message), null);
            } catch (NoStorageFileException e) {
                return new Named(acknowledgement, List.of(), e);
            }
        } finally {
            READERS.release();
        }
    }

    private byte[] keep(Acknowledgement acknowledgement, List<NamedMessage> messages) {
        try {
            return mayReceive.test(facility)
                    ? kept(acknowledgement, intake.keep(facility, incoming(messages)))
                    : failed(acknowledgement, "the facility is not registered, or is suspended");
        } catch (IOException e) {
            return failed(acknowledgement, reason(StorageFailures.refusal(e)));
        } catch (RuntimeException e) {
            return failed(acknowledgement, reason(StorageFailures.refusal(e)));
        }
    }

    /** The acknowledgement of a frame of which only the beginning was read. */
    byte[] answerTooLarge(byte[] beginning, int mostBytes) {
        LOG.warn("A frame of facility {} was rejected: more than {} bytes", facility, mostBytes);
        return rejected(
                ofBeginning(beginning), ErrorCode.APPLICATION_ERROR, "the frame has more than " + mostBytes + " bytes");
    }

    /** The acknowledgement of a frame that there was no memory for. */
    byte[] answerNoRoom(byte[] beginning) {
        LOG.warn("A frame of facility {} found no room in memory (tsumugi.receive.memory)", facility);
        return failed(ofBeginning(beginning), Failure.UNAVAILABLE.words());
    }

    private static Acknowledgement ofBeginning(byte[] beginning) {
        return new Acknowledgement(MessageValues.read(FrameFiles.firstSegment(beginning)));
    }

    private static List<Intake.Incoming> incoming(List<NamedMessage> named) {
        return named.stream()
                .map(each -> new Intake.Incoming(StorageName.of(each.path()), RawStore.Content.of(each.message())))
                .toList();
    }

    private byte[] kept(Acknowledgement acknowledgement, List<Receipt> receipts) {
        receipts.forEach(received::received);
        count("AA");
        String ids = receipts.stream().map(receipt -> receipt.id().toString()).collect(Collectors.joining(" "));
        return acknowledgement.accepted(clock.instant(), nextId(), ids);
    }

    private byte[] failed(Acknowledgement acknowledgement, String why) {
        count("AE");
        return acknowledgement.failed(clock.instant(), nextId(), "not kept, send again: " + why);
    }

    private byte[] rejected(Acknowledgement acknowledgement, ErrorCode code, String why) {
        count("AR");
        return acknowledgement.rejected(clock.instant(), nextId(), code, why);
    }

    /** Messages of other exceptions may quote what was received. */
    private static String reason(RuntimeException e) {
        if (e instanceof RefusedException refused) {
            return refused.failure().words();
        }
        LOG.error("A frame could not be kept:{}", FailureLog.trace(e));
        return Failure.INTERNAL.words();
    }

    private void count(String code) {
        meters.counter(FRAMES, "acknowledgement", code).increment();
    }

    /** At most 20 characters, never one twice. */
    private String nextId() {
        return Long.toString(clock.millis(), RADIX) + "-" + Long.toString(answers.incrementAndGet(), RADIX);
    }
}
