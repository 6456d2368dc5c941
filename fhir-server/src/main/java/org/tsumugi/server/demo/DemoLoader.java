package org.tsumugi.server.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.tsumugi.testbed.TemporaryJournal;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.AgentSummary;
import org.tsumugi.upload.UploadAgent;

/**
 * Generates the network, sends it and waits until all of it is mapped. Every step can be repeated: files sent twice are the same
 * files, so a load that was interrupted is continued by loading again.
 */
final class DemoLoader {

    private static final long LOOK_EVERY_MILLIS = 500;

    private final DemoNetwork network;
    private final DemoHome home;
    private final URI server;
    private final Progress.Display display;
    private final CountDownLatch stop;
    private final NetworkGenerator generator;

    DemoLoader(DemoNetwork network, DemoHome home, URI server, Progress.Display display, CountDownLatch stop) {
        this.network = network;
        this.home = home;
        this.server = server;
        this.display = display;
        this.stop = stop;
        this.generator =
                new NetworkGenerator(new NetworkSettings(network.facilities(), network.patients(), network.seed()));
    }

    /** Codes of the network's hospitals. */
    List<String> facilities() {
        return generator.facilities().stream().map(Facility::code).toList();
    }

    /**
     * @throws InterruptedException when the server stops meanwhile
     * @throws IOException when the network cannot be written, or the server does not take it
     */
    void load() throws IOException, InterruptedException {
        if (!home.isGenerated()) {
            generate();
        }
        send();
        awaitMapped();
        home.markLoaded();
    }

    private void generate() throws IOException {
        Path draft = home.draft();
        try (Progress progress = display.start("生成 Generate", network.patients())) {
            generator.writeTo(draft, (people, of, files) -> progress.at(people));
        }
        home.publish(draft);
    }

    private void send() throws IOException, InterruptedException {
        List<Path> storages = new ArrayList<>();
        long files = 0;
        for (String facility : facilities()) {
            Path storage = home.storages().resolve(facility);
            storages.add(storage);
            files += count(storage);
        }
        try (Progress progress = display.start("送信 Upload", files)) {
            long before = 0;
            for (int i = 0; i < storages.size(); i++) {
                before += send(facilities().get(i), storages.get(i), before, progress);
            }
        }
    }

    private long send(String facility, Path storage, long before, Progress progress)
            throws IOException, InterruptedException {
        AgentSummary summary;
        // No journal is kept: a load that was interrupted sends everything again
        try (TemporaryJournal journal = TemporaryJournal.make();
                UploadAgent agent =
                        UploadAgent.open(AgentSettings.demo(server, facility, storage, journal.directory()))) {
            summary = agent.runOnce(answered -> progress.at(before + answered));
        }
        if (!summary.complete()) {
            throw new IOException("of " + summary.files() + " files only " + summary.acknowledged() + " were taken: "
                    + summary.byStatus());
        }
        return summary.files();
    }

    private void awaitMapped() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        List<FacilityStatus> hospitals = facilities().stream()
                .map(facility -> new FacilityStatus(http, server, facility))
                .toList();
        long waiting = pending(hospitals);
        if (waiting == 0) {
            return;
        }
        try (Progress progress = display.start("変換 Map", waiting)) {
            long left = waiting;
            while (left > 0) {
                if (stop.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new InterruptedException("the server is stopping");
                }
                left = pending(hospitals);
                progress.at(Math.max(0, waiting - left));
            }
        }
    }

    private static long pending(List<FacilityStatus> hospitals) throws IOException, InterruptedException {
        long sum = 0;
        for (FacilityStatus hospital : hospitals) {
            sum += hospital.pending();
        }
        return sum;
    }

    private static long count(Path storage) throws IOException {
        try (Stream<Path> tree = Files.walk(storage)) {
            return tree.filter(Files::isRegularFile).count();
        }
    }
}
