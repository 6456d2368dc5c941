package org.tsumugi.testbed.upload;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sends every file of one storage to {@code POST /ssmix2/{facility}} in tar batches, one after the other. Whatever was not
 * answered for good (no connection, 401, 429, 5xx, a cut answer) is sent again: receiving is idempotent.
 */
public final class StorageUploader {

    private final UploadSettings settings;
    private final HttpClient http;
    private final BatchSender sender;
    private final TokenClient tokens;

    public StorageUploader(UploadSettings settings) {
        this.settings = settings;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        this.tokens = new TokenClient(http, settings.server(), settings.clientId(), settings.clientSecret());
        this.sender = new BatchSender(http, settings, tokens);
    }

    /**
     * Uploads a storage.
     *
     * @param storage root folder of the facility, the one that holds the folders of patients, and {@code extended} and
     *     {@code transaction} where there are such storages: the server knows them by these names
     * @return how it ended; files refused one by one are counted there
     * @throws RefusedException when the server refuses the client or the facility altogether
     * @throws IOException when the storage cannot be read, or the server took nothing for longer than the patience
     */
    public UploadSummary upload(Path storage, UploadListener listener) throws IOException, InterruptedException {
        StorageWalk walk = new StorageWalk(storage);
        Run run = new Run(walk.count(), listener);
        TarBatch.Collector collector = new TarBatch.Collector(settings.batchFiles(), settings.batchBytes());
        walk.forEach(entry -> {
            collector.add(entry);
            if (collector.isFull()) {
                run.deliver(collector.take());
            }
        });
        if (!collector.isEmpty()) {
            run.deliver(collector.take());
        }
        return run.summary();
    }

    /** One upload under way. */
    private final class Run {
        private final long files;
        private final UploadListener listener;
        private final Backoff backoff = new Backoff(settings.patience());
        private final TreeMap<Integer, Long> byStatus = new TreeMap<>();
        private long answered;

        Run(long files, UploadListener listener) {
            this.files = files;
            this.listener = listener;
            listener.answered(0, files);
        }

        void deliver(TarBatch whole) throws IOException, InterruptedException {
            Deque<TarBatch> open = new ArrayDeque<>(List.of(whole));
            boolean tokenRenewed = false;
            while (!open.isEmpty()) {
                TarBatch batch = open.pop();
                BatchSender.Answer answer;
                try {
                    answer = sender.send(batch);
                } catch (RefusedException e) {
                    throw e;
                } catch (IOException e) {
                    backoff.pause(Duration.ZERO, e);
                    open.push(batch);
                    continue;
                }
                if (answer.status() == 401 && !tokenRenewed) {
                    tokenRenewed = true;
                    tokens.forget();
                    open.push(batch);
                } else if (answer.status() == 413 && answer.byPath().isEmpty()) {
                    split(batch, open);
                } else {
                    rest(batch, answer).ifPresent(open::push);
                }
            }
        }

        private void split(TarBatch batch, Deque<TarBatch> open) {
            if (batch.entries().size() == 1) {
                count(413);
                return;
            }
            for (TarBatch half : batch.halves()) {
                open.push(half);
            }
        }

        /** What is left to send of a batch after its answer. */
        private Optional<TarBatch> rest(TarBatch batch, BatchSender.Answer answer)
                throws IOException, InterruptedException {
            if (answer.byPath().isEmpty() && answer.status() != 200 && !isPassing(answer.status())) {
                throw new RefusedException(answer.status(), "the server refused the storage of " + settings.facility());
            }
            List<TarBatch.Entry> rest = new ArrayList<>();
            for (TarBatch.Entry entry : batch.entries()) {
                Integer status = answer.byPath().get(entry.path());
                if (status == null || isPassing(status)) {
                    rest.add(entry);
                } else {
                    count(status);
                }
            }
            if (rest.size() < batch.entries().size()) {
                backoff.succeeded();
            }
            if (rest.isEmpty()) {
                return Optional.empty();
            }
            backoff.pause(answer.retryAfter(), new IOException("the server took no more files: " + describe(answer)));
            return Optional.of(new TarBatch(rest));
        }

        private String describe(BatchSender.Answer answer) {
            return "HTTP " + answer.status() + ", " + (files - answered) + " files left";
        }

        private void count(int status) {
            byStatus.merge(status, 1L, Long::sum);
            answered++;
            listener.answered(answered, files);
        }

        UploadSummary summary() {
            Map<Integer, Long> counted = new TreeMap<>(byStatus);
            if (answered < files) {
                counted.put(UploadSummary.UNANSWERED, files - answered);
            }
            return new UploadSummary(files, new TreeMap<>(counted));
        }
    }

    /** Whether trying again later may help. */
    private static boolean isPassing(int status) {
        return status == 408 || status == 429 || status >= 500;
    }
}
