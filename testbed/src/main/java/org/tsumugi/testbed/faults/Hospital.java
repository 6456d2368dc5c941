package org.tsumugi.testbed.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.generate.GenerationListener;
import org.tsumugi.testbed.generate.NetworkGenerator;
import org.tsumugi.testbed.generate.NetworkSettings;
import org.tsumugi.testbed.storage.StorageFile;
import org.tsumugi.testbed.storage.StorageSink;

/**
 * A hospital that writes its storage little by little: files come in the order of their times, half of them moved into place and half
 * written there, and what is past or deleted in the end is renamed to that some time after it came.
 */
final class Hospital {

    private static final int RENAMED_WITHIN = 80;
    private static final double AT_ONCE = 0.2;
    private static final Duration LONG_AGO = Duration.ofMinutes(5);

    private final Path storage;
    private final String facility;
    private final Map<String, byte[]> files;
    private final List<Action> script;
    private int done;

    private Hospital(Path storage, String facility, Map<String, byte[]> files, List<Action> script) {
        this.storage = storage;
        this.facility = facility;
        this.files = files;
        this.script = script;
    }

    /** One thing that the hospital's system does in the storage. */
    @FunctionalInterface
    private interface Action {
        void act() throws IOException;
    }

    private record Planned(int at, Action action) {}

    /** A hospital with at least so many files, all made up. */
    static Hospital of(Path storage, int atLeast, long seed) throws IOException {
        NetworkGenerator generator = new NetworkGenerator(new NetworkSettings(1, atLeast, seed));
        String facility = generator.facilities().get(0).code();
        TreeMap<String, byte[]> files = new TreeMap<>();
        for (int person = 0; files.size() < atLeast; person++) {
            generator.generate(person, person + 1, into(files), GenerationListener.NONE);
        }
        Dice dice = Dice.of(seed, "hospital");
        List<Planned> plan = new ArrayList<>();
        Map<String, Boolean> renamed = new HashMap<>();
        Map<String, Integer> renames = new HashMap<>();
        List<String> inTime = files.keySet().stream()
                .sorted(Comparator.comparing(FileName::time).thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int at = 0; at < inTime.size(); at++) {
            String last = inTime.get(at);
            // the files of a content folder share its flag
            boolean later = renamed.computeIfAbsent(
                    FileName.renamed(last), name -> FileName.flag(last) != '1' && !dice.chance(AT_ONCE));
            String first = later ? FileName.withFlag(last, '1') : last;
            byte[] content = Objects.requireNonNull(files.get(last));
            boolean moved = dice.chance(0.5);
            plan.add(new Planned(at, () -> put(storage.resolve(first), content, moved)));
            if (later) {
                renames.merge(FileName.renamed(last), at + dice.between(1, RENAMED_WITHIN), Math::max);
            }
        }
        renames.forEach((to, at) -> plan.add(new Planned(
                at, () -> Files.move(storage.resolve(FileName.withFlag(to, '1')), storage.resolve(to)))));
        plan.sort(Comparator.comparingInt(Planned::at));
        Files.createDirectories(storage);
        return new Hospital(
                storage, facility, files, plan.stream().map(Planned::action).toList());
    }

    private static StorageSink into(Map<String, byte[]> files) {
        return new StorageSink() {
            @Override
            public boolean takesExtended() {
                return true;
            }

            @Override
            public synchronized void accept(String facility, StorageFile file) {
                files.put(file.path(), file.content());
            }
        };
    }

    Path storage() {
        return storage;
    }

    String facility() {
        return facility;
    }

    int actions() {
        return script.size();
    }

    /** How much of it is done. */
    synchronized int done() {
        return done;
    }

    synchronized boolean isDone() {
        return done == script.size();
    }

    /** Does the next thing, if there is one. */
    synchronized void act() throws IOException {
        if (done < script.size()) {
            script.get(done).act();
            done++;
        }
    }

    /** The paths that there are in the end. */
    Set<String> lastPaths() {
        return files.keySet();
    }

    /** SHA-256 of every file, by its name without flag. */
    Map<String, String> contents() {
        return files.entrySet().stream()
                .collect(Collectors.toMap(file -> FileName.identity(file.getKey()), file -> sha256(file.getValue())));
    }

    /** Numbers that no log may show. */
    Set<String> patients() {
        return files.keySet().stream()
                .map(FileName::renamed)
                .map(named -> named.substring(named.lastIndexOf('/') + 1).split("_")[0])
                .collect(Collectors.toSet());
    }

    private static void put(Path file, byte[] content, boolean moved) throws IOException {
        Files.createDirectories(file.getParent());
        if (!moved) {
            Files.write(file, content);
            return;
        }
        Path elsewhere = Files.createTempFile("tsumugi-hospital", "");
        Files.write(elsewhere, content);
        Files.setLastModifiedTime(
                elsewhere, FileTime.from(Clock.systemUTC().instant().minus(LONG_AGO)));
        Files.move(elsewhere, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
