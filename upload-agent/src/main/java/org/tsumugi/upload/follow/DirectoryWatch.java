package org.tsumugi.upload.follow;

import com.sun.nio.file.ExtendedWatchEventModifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.tsumugi.upload.journal.Journal;
import org.tsumugi.upload.rule.Area;

/**
 * Watches the folders in which something may happen: the upper levels, and the patients of whom there was something in the last two
 * weeks. Half of what it may watch is kept for patients: where their numbers are short there are as many upper folders as patients, and
 * those would take it all. What it does not see (more folders than the system allows, network drives) the passes find.
 */
final class DirectoryWatch implements AutoCloseable {

    private static final Duration RECENT = Duration.ofDays(14);
    private static final Path LINUX_LIMIT = Path.of("/proc/sys/fs/inotify/max_user_watches");
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "webdav");
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.OVERFLOW
    };
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");
    private static final String TOO_MANY_UPPER = "more upper folders than may be watched";
    private static final System.Logger LOG = System.getLogger(DirectoryWatch.class.getName());

    private final WatchService service;
    private final Lanes lanes;
    private final Journal journal;
    private final Runnable missed;
    private final Clock clock;
    private final int limit;
    private final Map<WatchKey, Watched> byKey = new HashMap<>();
    /** Folders of patients in the order of their last use, so that those nobody has seen for longest give way. */
    private final LinkedHashMap<Watched, WatchKey> patients = new LinkedHashMap<>(16, 0.75f, true);

    /** Likewise those above them. */
    private final LinkedHashMap<Watched, WatchKey> upper = new LinkedHashMap<>(16, 0.75f, true);

    private boolean told;

    private record Watched(Volume volume, String path) {
        boolean isOfPatient() {
            return Volume.depth(path) >= volume.visitDepth();
        }

        /** Whether it is a second-level folder, or below one. */
        boolean isAtLeastAGroup() {
            return Volume.depth(path) >= volume.visitDepth() - 1;
        }
    }

    /** @param missed called when something may have happened unseen */
    DirectoryWatch(Lanes lanes, Journal journal, int limit, Clock clock, Runnable missed) throws IOException {
        this.service = FileSystems.getDefault().newWatchService();
        this.lanes = lanes;
        this.journal = journal;
        this.clock = clock;
        this.missed = missed;
        this.limit = Math.min(limit, halfOfTheSystem());
    }

    static int halfOfTheSystem() {
        // Not Files.readString: it reads a file without a size byte by byte, of which the kernel gives only the first
        try (BufferedReader reader = Files.newBufferedReader(LINUX_LIMIT)) {
            return Integer.parseInt(String.valueOf(reader.readLine())) / 2;
        } catch (IOException | NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    synchronized int size() {
        return byKey.size();
    }

    // ---- what is watched ----

    /** Works until interrupted. */
    void work(List<Volume> volumes) throws IOException, InterruptedException {
        for (Volume volume : volumes) {
            // The tail of a transaction storage is read all the time
            if (volume.area() != Area.TRANSACTION && !begin(volume)) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "changes of the {0} storage cannot be watched; passes find them",
                        volume.area());
            }
        }
        while (true) {
            handle(service.take());
        }
    }

    /** @return false when changes in it cannot be seen */
    private boolean begin(Volume volume) throws IOException {
        try {
            String type = Files.getFileStore(volume.root()).type().toLowerCase(Locale.ROOT);
            if (REMOTE.contains(type) || type.startsWith("fuse")) {
                return false;
            }
            if (WINDOWS) {
                WatchKey key = volume.root().register(service, KINDS, ExtendedWatchEventModifier.FILE_TREE);
                synchronized (this) {
                    byKey.put(key, new Watched(volume, ""));
                }
                return true;
            }
            registerUpperFolders(volume);
        } catch (IOException e) {
            return false;
        }
        // Those that changed last are watched last, so that they stay
        List<String> recent = journal.changedSince(volume.id(), clock.instant().minus(RECENT), limit);
        for (int i = recent.size() - 1; i >= 0; i--) {
            register(volume, recent.get(i));
        }
        return true;
    }

    private void registerUpperFolders(Volume volume) throws IOException {
        register(volume, "");
        UpperFolders folders = new UpperFolders(volume, mostUpper());
        folders.paths().forEach(path -> register(volume, path));
        if (!folders.isComplete()) {
            tell(TOO_MANY_UPPER);
        }
    }

    /** A folder of a patient was seen: it is watched when it has changed lately. */
    void seen(Volume volume, String path, long mtimeNanos) {
        boolean recent = clock.millis() - mtimeNanos / 1_000_000 < RECENT.toMillis();
        if (recent && !WINDOWS) {
            for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                register(volume, path.substring(0, end));
            }
        }
    }

    private synchronized void register(Volume volume, String path) {
        Watched watched = new Watched(volume, path);
        Map<Watched, WatchKey> level = watched.isOfPatient() ? patients : upper;
        if (level.get(watched) != null) {
            return;
        }
        if (!watched.isOfPatient() && upper.size() >= mostUpper()) {
            tell(TOO_MANY_UPPER);
            if (!makeRoom(upper)) {
                return;
            }
        }
        if (byKey.size() >= limit && !makeRoom(patients)) {
            tell("more folders than may be watched");
            return;
        }
        try {
            WatchKey key = volume.resolve(path).register(service, KINDS);
            byKey.put(key, watched);
            level.put(watched, key);
        } catch (IOException e) {
            if (Files.isDirectory(volume.resolve(path))) {
                tell(e.getClass().getSimpleName());
            }
        }
    }

    private void tell(String why) {
        if (!told) {
            told = true;
            LOG.log(
                    System.Logger.Level.WARNING,
                    "not every folder can be watched ({0}); passes find what changes there",
                    why);
        }
    }

    /** The rest is for patients. */
    private int mostUpper() {
        return limit - limit / 2;
    }

    /** Those nobody has seen for longest give way, but none that is above groups of patients: there are few, and they say most. */
    private boolean makeRoom(Map<Watched, WatchKey> level) {
        Iterator<Map.Entry<Watched, WatchKey>> oldest = level.entrySet().iterator();
        while (oldest.hasNext()) {
            Map.Entry<Watched, WatchKey> next = oldest.next();
            if (next.getKey().isAtLeastAGroup()) {
                next.getValue().cancel();
                byKey.remove(next.getValue());
                oldest.remove();
                return true;
            }
        }
        return false;
    }

    // ---- what happens ----

    private void handle(WatchKey key) throws InterruptedException {
        Watched watched;
        synchronized (this) {
            watched = byKey.get(key);
        }
        for (WatchEvent<?> event : key.pollEvents()) {
            if (watched == null) {
                continue;
            }
            if (event.context() instanceof Path name) {
                happened(watched, name);
            } else {
                overflowed(watched);
            }
        }
        if (!key.reset()) {
            forget(key);
        }
    }

    private synchronized void forget(WatchKey key) {
        Watched gone = byKey.remove(key);
        if (gone != null) {
            upper.remove(gone);
            patients.remove(gone);
        }
    }

    /** More happened than could be told: what it was is to be seen there. */
    private void overflowed(Watched watched) throws InterruptedException {
        if (watched.isOfPatient()) {
            visit(watched.volume(), watched.path());
        } else {
            missed.run();
        }
    }

    private void happened(Watched watched, Path name) throws InterruptedException {
        Volume volume = watched.volume();
        StringBuilder below = new StringBuilder(watched.path());
        Path at = volume.resolve(watched.path());
        for (Path part : name) {
            at = at.resolve(part);
            below.append(below.isEmpty() ? "" : "/").append(Child.nameOf(at));
        }
        String path = below.toString();
        if (volume.isOtherStorage(path.contains("/") ? path.substring(0, path.indexOf('/')) : path)) {
            return;
        }
        if (new Watched(volume, path).isOfPatient()) {
            visit(volume, path);
        } else if (Files.isDirectory(at)) {
            arrived(volume, path);
        }
    }

    private void visit(Volume volume, String path) throws InterruptedException {
        int depth = Volume.depth(path);
        if (depth == volume.visitDepth()) {
            lanes.hot(Visit.of(volume, path, Visit.Depth.ALL));
            return;
        }
        String[] parts = path.split("/", -1);
        int leaf = Math.min(depth, volume.visitDepth() + volume.leafDepth());
        lanes.hot(Visit.toLeaf(volume, String.join("/", Arrays.asList(parts).subList(0, leaf))));
    }

    /** A new upper folder: patients may be in it already. */
    private void arrived(Volume volume, String path) throws InterruptedException {
        if (new Watched(volume, path).isOfPatient()) {
            visit(volume, path);
            return;
        }
        if (!WINDOWS) {
            register(volume, path);
        }
        try {
            for (Child child : Child.of(volume.resolve(path))) {
                if (child.isDirectory() && child.isReadable()) {
                    arrived(volume, path + "/" + child.name());
                }
            }
        } catch (IOException e) {
            missed.run();
        }
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
