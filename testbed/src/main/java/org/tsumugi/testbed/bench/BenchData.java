package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import org.tsumugi.testbed.storage.StorageDirectory;

/**
 * Sets of files of one network, of different people, in directories of their own.
 *
 * @param facilities codes
 * @param rounds what is measured, again and again
 */
record BenchData(List<String> facilities, Set warm, List<Set> rounds, Set naive) {

    private static final int SAMPLE = 100;

    /** Files below {@code directory/<facility code>}. */
    record Set(Path directory, long files) {}

    /** How many files, at least, and how many rounds. */
    record Sizes(int warm, int rounds, int round, int naive) {}

    static BenchData generate(Path work, int facilities, long seed, Sizes sizes) throws IOException {
        NetworkGenerator generator = new NetworkGenerator(new NetworkSettings(facilities, SAMPLE, seed));
        long sample = generator.generate((facility, file) -> {}, GenerationListener.NONE);
        double perPerson = (double) sample / SAMPLE;
        Cut cut = new Cut(generator, work, perPerson);
        Set warm = cut.next("warm", sizes.warm());
        List<Set> rounds = new ArrayList<>();
        for (int round = 1; round <= sizes.rounds(); round++) {
            rounds.add(cut.next("round-" + round, sizes.round()));
        }
        Set naive = cut.next("naive", sizes.naive());
        List<String> codes = generator.facilities().stream().map(Facility::code).toList();
        return new BenchData(codes, warm, List.copyOf(rounds), naive);
    }

    /** Cuts the population into sets of about the wanted size, each at least that. */
    private static final class Cut {
        private final NetworkGenerator generator;
        private final Path work;
        private final double perPerson;
        private int nextPerson;

        Cut(NetworkGenerator generator, Path work, double perPerson) {
            this.generator = generator;
            this.work = work;
            this.perPerson = perPerson;
        }

        Set next(String name, int wanted) throws IOException {
            StorageDirectory directory = new StorageDirectory(work.resolve(name));
            int people = (int) (wanted / perPerson);
            long files = take(directory, people);
            while (files < wanted) {
                files += take(directory, 1);
            }
            return new Set(work.resolve(name), files);
        }

        private long take(StorageDirectory directory, int people) throws IOException {
            long files = generator.generate(nextPerson, nextPerson + people, directory, GenerationListener.NONE);
            nextPerson += people;
            return files;
        }
    }
}
