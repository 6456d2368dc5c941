package org.tsumugi.testbed.generate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.facility.FacilityDirectory;
import org.tsumugi.testbed.person.Population;
import org.tsumugi.testbed.person.Registration;
import org.tsumugi.testbed.person.RegistrationDesk;
import org.tsumugi.testbed.storage.StorageDirectory;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.storage.StorageSink;
import org.tsumugi.testbed.storage.TransactionStorage;

/**
 * Generates the SS-MIX2 standardized storages of a fictitious network. People are made one by one, so memory does not grow with
 * their number, and each depends on the seed and their own index only, so the threads used do not show in the result.
 */
public final class NetworkGenerator {

    private final NetworkSettings settings;
    private final List<Facility> facilities;

    public NetworkGenerator(NetworkSettings settings) {
        this.settings = settings;
        this.facilities = FacilityDirectory.of(settings.seed(), settings.facilities());
    }

    /** The hospitals of the network, known before anything is generated. */
    public List<Facility> facilities() {
        return facilities;
    }

    /**
     * Writes {@code <directory>/<facility code>/…}, and below it {@code extended/…}.
     *
     * @param progress told after every person
     * @return the number of files written
     */
    public long writeTo(Path directory, GenerationListener progress) throws IOException {
        return generate(StorageDirectory.withExtended(directory), progress);
    }

    /**
     * Writes {@code <directory>/<facility code>/transaction/…} from the storages written there before.
     *
     * @return the number of files
     */
    public long writeTransactions(Path directory) throws IOException {
        long files = 0;
        for (Facility facility : facilities) {
            Path storage = directory.resolve(facility.code());
            if (Files.isDirectory(storage)) {
                files += new TransactionStorage(storage, facility.code()).write();
            }
        }
        return files;
    }

    /**
     * Hands every file to the sink, from several threads. The order is not fixed, what is handed over is.
     *
     * @return the number of files
     */
    public long generate(StorageSink sink, GenerationListener progress) throws IOException {
        return generate(0, settings.patients(), sink, progress);
    }

    /**
     * Hands over the files of some of the people.
     *
     * @param from index of the first person
     * @param to index after the last person
     * @return the number of files
     */
    public long generate(int from, int to, StorageSink sink, GenerationListener progress) throws IOException {
        Population population = new Population(settings.seed(), NetworkSettings.TODAY);
        RegistrationDesk desk = new RegistrationDesk(settings.seed(), settings.facilities(), NetworkSettings.TODAY);
        PatientFolder folder = new PatientFolder(settings.seed());
        LongAdder files = new LongAdder();
        AtomicInteger people = new AtomicInteger();
        try {
            IntStream.range(from, to).parallel().forEach(index -> {
                for (Registration registration : desk.register(population.person(index))) {
                    files.add(write(desk, folder, registration, sink));
                }
                progress.generated(people.incrementAndGet(), to - from, files.sum());
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return files.sum();
    }

    private long write(RegistrationDesk desk, PatientFolder folder, Registration registered, StorageSink sink) {
        Facility facility = facilities.get(registered.facility());
        Registration registration = facility.dialect().windowsCharacters() ? desk.inWindows(registered) : registered;
        List<StorageFile> files = new ArrayList<>(folder.files(facility, registration));
        desk.mistaken(registration).ifPresent(twice -> files.addAll(folder.mistakenFiles(facility, twice)));
        if (sink.takesExtended()) {
            files.addAll(folder.documents(facility, registration));
        }
        try {
            for (StorageFile file : files) {
                sink.accept(facility.code(), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.size();
    }
}
