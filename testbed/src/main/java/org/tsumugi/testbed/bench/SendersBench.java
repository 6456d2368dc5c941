package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tsumugi.upload.send.TokenClient;

/** One run of {@code bench senders}: many hospitals at once, each with large files, which come back when they are told to. */
final class SendersBench {

    private static final String PATH = "extended/000/000/0000001/20260401/S01%%5E%%E9%%80%%80%%5E99ZZ1/"
            + "0000001_20260401_S01_%05d_20260402103000123_01_1/noise-%d.bin";
    private static final int MOST_TRIES = 200;

    private final URI server;
    private final int files;
    private final int bytes;
    private final PrintWriter out;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong sentBack = new AtomicLong();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param bytes of each file */
    SendersBench(URI server, int files, int bytes, PrintWriter out) {
        this.server = server;
        this.files = files;
        this.bytes = bytes;
        this.out = out;
    }

    /** @return whether everything was acknowledged and mapped in the end */
    boolean run(int senders) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(senders);
        long start = System.nanoTime();
        try {
            List<Callable<Void>> all = new ArrayList<>();
            for (int sender = 0; sender < senders; sender++) {
                int number = sender;
                all.add(() -> send(number));
            }
            for (Future<Void> one : threads.invokeAll(all)) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a sender gave up: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        out.printf(
                Locale.ROOT,
                "%d senders, %d files of %,d bytes each: %d acknowledged, told to come back %d times, %.1f s, %.1f MB/s%n",
                senders,
                files,
                bytes,
                acknowledged.get(),
                sentBack.get(),
                seconds,
                acknowledged.get() * (double) bytes / 1e6 / seconds);
        out.flush();
        long mapped = 0;
        for (int sender = 0; sender < senders; sender++) {
            mapped += Long.parseLong(new ServerClient(server, facility(sender))
                    .awaitNothingPending()
                    .getOrDefault("mapped", "0"));
        }
        out.printf(Locale.ROOT, "mapped: %d, after %.1f s%n", mapped, (System.nanoTime() - start) / 1e9);
        out.flush();
        return acknowledged.get() == (long) senders * files && mapped >= acknowledged.get();
    }

    private static String facility(int sender) {
        return Long.toString(1_377_000_000L + sender);
    }

    private Void send(int sender) throws IOException, InterruptedException {
        String facility = facility(sender);
        TokenClient tokens = new TokenClient(http, server, "demo-" + facility, "demo");
        for (int file = 0; file < files; file++) {
            long seed = 31L * sender + file;
            URI place = server.resolve("/ssmix2/" + facility + "/" + PATH.formatted(file, file));
            for (int tries = 1; !isKept(place, tokens, seed); tries++) {
                sentBack.incrementAndGet();
                if (tries == MOST_TRIES) {
                    throw new IOException("a file was not taken after " + tries + " tries");
                }
            }
            acknowledged.incrementAndGet();
        }
        return null;
    }

    private boolean isKept(URI place, TokenClient tokens, long seed) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Authorization", "Bearer " + tokens.token())
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> new Noise(seed, bytes)), bytes))
                .build();
        HttpResponse<Void> answer;
        try {
            answer = http.send(request, BodyHandlers.discarding());
        } catch (IOException cutOff) {
            TimeUnit.SECONDS.sleep(1);
            return false;
        }
        switch (answer.statusCode()) {
            case 200, 201 -> {
                return true;
            }
            case 429, 503, 507 ->
                TimeUnit.SECONDS.sleep(
                        answer.headers().firstValueAsLong("Retry-After").orElse(1));
            default -> throw new IOException("the server answered " + answer.statusCode());
        }
        return false;
    }

    /** So many bytes that no compression makes fewer, never in memory at once. */
    private static final class Noise extends InputStream {
        private final Random random;
        private int left;

        Noise(long seed, int length) {
            this.random = new Random(seed);
            this.left = length;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int most) {
            if (left == 0) {
                return -1;
            }
            byte[] noise = new byte[Math.min(most, left)];
            random.nextBytes(noise);
            System.arraycopy(noise, 0, to, from, noise.length);
            left -= noise.length;
            return noise.length;
        }
    }
}
