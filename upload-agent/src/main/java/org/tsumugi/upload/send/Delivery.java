package org.tsumugi.upload.send;

import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.tsumugi.upload.journal.Count;
import org.tsumugi.upload.rule.Area;
import org.tsumugi.upload.send.Condition.State;
import org.tsumugi.upload.send.Settled.Result;

/**
 * One connection's way of delivering: a batch is sent again and again until every file in it is answered for good, and the next one
 * waits so long. Receiving is idempotent, so whatever is in doubt (no connection, 401, 429, 5xx, a cut answer) is sent again.
 */
public final class Delivery {

    private static final int MOST_FAILURES = 5;
    private static final FileAnswer NOT_ASKED = new FileAnswer(0, "", "", "");

    private final String name;
    private final BatchSender sender;
    private final Server server;
    private final Sending sending;
    private final Backoff backoff;
    private final BatchSize size = new BatchSize();

    /**
     * What all connections share.
     *
     * @param patience how long the server may take nothing before sending gives up; empty for ever
     * @param counts told what went wrong
     * @param underway told what is being sent
     */
    public record Sending(
            Refusals refusals,
            Bandwidth bandwidth,
            Hours hours,
            Condition condition,
            Clock clock,
            Optional<Duration> patience,
            Consumer<Count> counts,
            Underway underway) {}

    public Delivery(String name, Server server, Sending sending) {
        this(name, server, sending, RequestTime.DEFAULT);
    }

    Delivery(String name, Server server, Sending sending, RequestTime time) {
        this.name = name;
        this.server = server;
        this.sender = new BatchSender(server, time, sending.bandwidth());
        this.sending = sending;
        this.backoff = new Backoff(sending.patience());
    }

    /** Told what became of a file. */
    @FunctionalInterface
    public interface Told {
        void of(Settled settled) throws IOException;
    }

    /** A file and its place among those to deliver. */
    private record Numbered(int number, Outgoing file) {}

    private record Part(List<Numbered> files, int failures) {}

    /**
     * Delivers files, in this order; a large one comes alone.
     *
     * @throws RefusedException when the server refuses the client or the facility altogether
     * @throws IOException when the server took nothing for longer than the patience
     */
    public void deliver(List<Outgoing> files, Told settled) throws IOException, InterruptedException {
        List<Numbered> numbered = new ArrayList<>();
        for (Outgoing file : files) {
            numbered.add(new Numbered(numbered.size(), file));
        }
        backoff.begin();
        sending.underway().begin(name, files.size());
        try {
            deliver(new ArrayDeque<>(List.of(new Part(numbered, 0))), settled);
        } finally {
            sending.underway().end(name);
        }
        sending.condition().enter(name, State.IDLE);
    }

    private void deliver(Deque<Part> open, Told settled) throws IOException, InterruptedException {
        boolean tokenRenewed = false;
        while (!open.isEmpty()) {
            Part whole = next(open);
            awaitLeave();
            Part part = withoutRefused(whole, settled);
            if (part.files().isEmpty()) {
                continue;
            }
            sending.condition().enter(name, State.SENDING);
            BatchSender.Answer answer;
            try {
                answer = sender.send(part.files().stream().map(Numbered::file).toList());
            } catch (RefusedException e) {
                throw e;
            } catch (NoSuchFileException gone) {
                settle(part.files().get(0), Result.FAILED, NOT_ASKED, settled);
                continue;
            } catch (UnreadableFileException unreadable) {
                settle(part.files().get(0), Result.UNREADABLE, NOT_ASKED, settled);
                continue;
            } catch (IOException e) {
                sending.counts().accept(Count.error("NO_CONNECTION"));
                open.push(part);
                // Time went by already, and a smaller request is another attempt
                if (!tookTooLong(e) || !size.tookTooLong(part.files().size())) {
                    pause(Duration.ZERO, "NO_CONNECTION", e);
                }
                continue;
            }
            if (answer.status() == 401 && !tokenRenewed) {
                tokenRenewed = true;
                server.forgetToken();
                open.push(part);
            } else if (answer.status() == 413 && answer.byPath().isEmpty()) {
                split(part, open, Result.REFUSED, new FileAnswer(413, "", "TOO_LARGE", ""), settled);
            } else {
                tokenRenewed &= answer.status() == 401;
                goOn(part, answer, open, settled);
            }
        }
    }

    /** The next part, of as many files as may go together. */
    private Part next(Deque<Part> open) {
        Part part = open.pop();
        List<Numbered> files = part.files();
        if (files.size() <= size.most()) {
            return part;
        }
        open.push(new Part(files.subList(size.most(), files.size()), part.failures()));
        return new Part(files.subList(0, size.most()), part.failures());
    }

    private static boolean tookTooLong(IOException e) {
        return e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException);
    }

    private void goOn(Part part, BatchSender.Answer answer, Deque<Part> open, Told settled)
            throws IOException, InterruptedException {
        List<Numbered> rest = new ArrayList<>();
        for (Numbered file : part.files()) {
            FileAnswer line = answer.byPath().get(file.file().path());
            if (line == null || (!line.isTaken() && isPassing(line.status()))) {
                rest.add(file);
            } else {
                settle(file, line.isTaken() ? Result.ACKNOWLEDGED : Result.REFUSED, line, settled);
            }
        }
        if (rest.size() < part.files().size()) {
            backoff.succeeded();
        }
        if (rest.isEmpty()) {
            size.answered(part.files().size());
            return;
        }
        if (answer.status() >= 400 && !isPassing(answer.status())) {
            throw new RefusedException(answer.status(), "the server refuses this facility's files");
        }
        again(new Part(rest, part.failures()), rest.size() == part.files().size(), answer, open, settled);
    }

    /** What the server fails on, not for want of room or time, is made smaller until the file is found that does it. */
    private void again(Part rest, boolean nothingTaken, BatchSender.Answer answer, Deque<Part> open, Told settled)
            throws IOException, InterruptedException {
        FileAnswer first = answer.byPath().get(rest.files().get(0).file().path());
        int status = first == null ? answer.status() : first.status();
        boolean failed = status == 500 && nothingTaken;
        String trouble = status < 400 ? "ANSWER_CUT" : "HTTP_" + status;
        sending.counts().accept(Count.error(trouble));
        if (failed && rest.failures() + 1 >= MOST_FAILURES) {
            split(rest, open, Result.FAILED, new FileAnswer(status, "", "", ""), settled);
            return;
        }
        pause(answer.retryAfter(), trouble, new IOException("the server took no more files: " + trouble));
        open.push(new Part(rest.files(), failed ? rest.failures() + 1 : 0));
    }

    private static void split(Part part, Deque<Part> open, Result whenAlone, FileAnswer answer, Told settled)
            throws IOException {
        List<Numbered> files = part.files();
        if (files.size() == 1) {
            settle(files.get(0), whenAlone, answer, settled);
            return;
        }
        int middle = files.size() / 2;
        open.push(new Part(files.subList(middle, files.size()), 0));
        open.push(new Part(files.subList(0, middle), 0));
    }

    private static void settle(Numbered file, Result result, FileAnswer answer, Told settled) throws IOException {
        settled.of(new Settled(file.number(), file.file(), result, answer));
    }

    /** Waits for the hours, a list of refusals and a token, until they are there at once: hours may end during the other waits. */
    private void awaitLeave() throws IOException, InterruptedException {
        do {
            awaitHours();
            awaitSuccess("REFUSALS_UNKNOWN", sending.refusals()::ensureKnown);
            awaitSuccess("NO_CONNECTION", server::ensureToken);
        } while (!untilHours().isZero());
    }

    @FunctionalInterface
    private interface Attempt {
        void make() throws IOException, InterruptedException;
    }

    private void awaitSuccess(String trouble, Attempt attempt) throws IOException, InterruptedException {
        while (true) {
            try {
                attempt.make();
                return;
            } catch (RefusedException e) {
                throw e;
            } catch (IOException e) {
                sending.counts().accept(Count.error(trouble));
                pause(Duration.ZERO, trouble, e);
            }
        }
    }

    private void awaitHours() throws InterruptedException {
        Duration wait = untilHours();
        while (!wait.isZero()) {
            sending.condition().enter(name, State.OUTSIDE_HOURS);
            // In short steps: clocks are set, summer time begins
            TimeUnit.MILLISECONDS.sleep(Math.min(wait.toMillis() + 1, 60_000));
            wait = untilHours();
            // Nothing was tried meanwhile that could have succeeded
            backoff.begin();
        }
    }

    private Duration untilHours() {
        return sending.hours().until(ZonedDateTime.now(sending.clock()));
    }

    private Part withoutRefused(Part part, Told settled) throws IOException {
        Set<String> refused = sending.refusals().patients();
        List<Numbered> left = new ArrayList<>();
        for (Numbered file : part.files()) {
            boolean ofMany = file.file().name().area() == Area.TRANSACTION;
            if (ofMany
                    ? !refused.isEmpty()
                    : refused.contains(file.file().name().patientId())) {
                settle(file, Result.WITHDRAWN, NOT_ASKED, settled);
            } else {
                left.add(file);
            }
        }
        return new Part(left, part.failures());
    }

    private void pause(Duration atLeast, String trouble, IOException cause) throws IOException, InterruptedException {
        sending.condition().enter(name, State.BACKING_OFF, trouble);
        backoff.pause(atLeast, cause);
    }

    /** Whether trying again later may help. */
    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || status >= 500;
    }
}
