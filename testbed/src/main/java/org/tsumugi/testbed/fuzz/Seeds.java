package org.tsumugi.testbed.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;

/** Where undamaged files come from. */
public final class Seeds {

    private Seeds() {}

    /** Generated files, at most so many of each data type. */
    public static List<Seed> generated(long seed, int patients, int ofEachType) throws IOException {
        Map<String, Seed> sorted = Collections.synchronizedMap(new TreeMap<>());
        new NetworkGenerator(new NetworkSettings(2, patients, seed))
                .generate(
                        (facility, file) -> seed(facility, file.path(), file.content())
                                .ifPresent(one -> sorted.put(facility + "/" + file.path(), one)),
                        GenerationListener.NONE);
        Map<DataType, Integer> taken = new EnumMap<>(DataType.class);
        List<Seed> seeds = new ArrayList<>();
        for (Seed one : sorted.values()) {
            if (taken.merge(one.path().dataType(), 1, Integer::sum) <= ofEachType) {
                seeds.add(one);
            }
        }
        return seeds;
    }

    /** The files below {@code directory}, the root of one facility's standardized storage. */
    public static List<Seed> ofStorage(Path directory) throws IOException {
        List<Seed> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = directory.relativize(file).toString().replace('\\', '/');
                seed(directory.getFileName().toString(), path, Files.readAllBytes(file))
                        .ifPresent(seeds::add);
            }
        }
        return seeds;
    }

    /** Empty for what is not a file of a standardized storage, or has no bytes to damage. */
    private static Optional<Seed> seed(String facility, String path, byte[] content) {
        try {
            return content.length == 0
                    ? Optional.empty()
                    : Optional.of(new Seed(facility, StoragePath.parse(path), content));
        } catch (NotAStorageNameException e) {
            return Optional.empty();
        }
    }
}
