package org.tsumugi.upload.follow;

import com.sun.nio.file.ExtendedWatchEventModifier;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Watches the folders in which something may happen: the upper levels, and the patients of whom there was something in the last two
 * weeks. What it does not see (more folders than the system allows, network drives, an overflow) the passes find.
 */
final class DirectoryWatch implements AutoCloseable {

    private static final Duration RECENT = Duration.ofDays(14);
    private static final Path LINUX_LIMIT = Path.of("/proc/sys/fs/inotify/max_user_watches");
    private static final Set<String> REMOTE = Set.of(
            "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "webdav");
    private static final WatchEvent.Kind<?>[] KINDS = {
        StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.OVERFLOW
    };
    private static final System.Logger LOG = System.getLogger(DirectoryWatch.class.getName());

    private final WatchService service;
    private final Lanes lanes;
    private final Runnable missed;
    private final Clock clock;
    private final int limit;
    private final Map<WatchKey, Watched> byKey = new HashMap<>();
    /** In the order of their last use, so that the patient nobody has seen for longest gives way. */
    private final LinkedHashMap<Watched, WatchKey> byUse = new LinkedHashMap<>(16, 0.75f, true);

    private boolean full;

    private record Watched(Volume volume, String path) {
        int depth() {
            return path.isEmpty() ? 0 : path.split("/", -1).length;
        }
    }

    /** @param missed called when something may have happened unseen */
    DirectoryWatch(Lanes lanes, int limit, Clock clock, Runnable missed) throws IOException {
        this.service = FileSystems.getDefault().newWatchService();
        this.lanes = lanes;
        this.clock = clock;
        this.missed = missed;
        this.limit = Math.min(limit, halfOfTheSystem());
    }

    private static int halfOfTheSystem() {
        try {
            return Integer.parseInt(Files.readString(LINUX_LIMIT).strip()) / 2;
        } catch (IOException | NumberFormatException e) {
            return Integer.MAX_VALUE;
        }
    }

    /** Begins with the upper levels of a volume; false when changes in it cannot be seen. */
    boolean begin(Volume volume) throws IOException {
        String type = Files.getFileStore(volume.root()).type().toLowerCase(Locale.ROOT);
        if (REMOTE.contains(type) || type.startsWith("fuse")) {
            return false;
        }
        if (isWindows()) {
            WatchKey key = volume.root().register(service, KINDS, ExtendedWatchEventModifier.FILE_TREE);
            synchronized (this) {
                byKey.put(key, new Watched(volume, ""));
            }
            return true;
        }
        register(volume, "");
        registerFolders(volume, "", volume.visitDepth() - 1);
        return true;
    }

    private void registerFolders(Volume volume, String path, int levels) throws IOException {
        if (levels == 0) {
            return;
        }
        for (Child child : Child.of(volume.resolve(path))) {
            if (child.isDirectory() && child.isReadable()) {
                String below = path.isEmpty() ? child.name() : path + "/" + child.name();
                register(volume, below);
                registerFolders(volume, below, levels - 1);
            }
        }
    }

    /** A folder of a patient was seen: it is watched when it has changed lately. */
    void seen(Volume volume, String path, long mtimeNanos) {
        boolean recent = clock.millis() - mtimeNanos / 1_000_000 < RECENT.toMillis();
        if (recent && !isWindows()) {
            for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                register(volume, path.substring(0, end));
            }
        }
    }

    private synchronized void register(Volume volume, String path) {
        Watched watched = new Watched(volume, path);
        if (byUse.get(watched) != null) {
            return;
        }
        makeRoom();
        try {
            WatchKey key = volume.resolve(path).register(service, KINDS);
            byKey.put(key, watched);
            byUse.put(watched, key);
        } catch (IOException e) {
            if (!full) {
                full = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a folder cannot be watched ({0}); passes find what changes there",
                        e.getClass().getSimpleName());
            }
        }
    }

    private void makeRoom() {
        Iterator<Map.Entry<Watched, WatchKey>> oldest = byUse.entrySet().iterator();
        while (byUse.size() >= limit && oldest.hasNext()) {
            Map.Entry<Watched, WatchKey> entry = oldest.next();
            if (entry.getKey().depth() >= entry.getKey().volume().visitDepth()) {
                entry.getValue().cancel();
                byKey.remove(entry.getValue());
                oldest.remove();
            }
        }
    }

    /** Works until interrupted. */
    void work() throws InterruptedException {
        while (true) {
            WatchKey key = service.take();
            Watched watched;
            synchronized (this) {
                watched = byKey.get(key);
            }
            for (WatchEvent<?> event : key.pollEvents()) {
                if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
                    missed.run();
                } else if (watched != null && event.context() instanceof Path name) {
                    happened(watched, name);
                }
            }
            if (!key.reset()) {
                forget(key);
            }
        }
    }

    private synchronized void forget(WatchKey key) {
        Watched gone = byKey.remove(key);
        if (gone != null) {
            byUse.remove(gone);
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
        int depth = new Watched(volume, path).depth();
        int leafDepth = volume.visitDepth() + volume.leafDepth();
        if (depth > leafDepth) {
            String[] parts = path.split("/", -1);
            lanes.hot(Visit.toLeaf(volume, String.join("/", Arrays.asList(parts).subList(0, leafDepth))));
        } else if (depth >= volume.visitDepth()) {
            lanes.hot(
                    depth == volume.visitDepth()
                            ? Visit.of(volume, path, Visit.Depth.ALL)
                            : Visit.toLeaf(volume, path));
        } else if (Files.isDirectory(at)) {
            arrived(volume, path, depth);
        }
    }

    /** A new upper folder: patients may be in it already. */
    private void arrived(Volume volume, String path, int depth) throws InterruptedException {
        if (depth >= volume.visitDepth()) {
            lanes.hot(Visit.of(volume, path, Visit.Depth.ALL));
            return;
        }
        if (!isWindows()) {
            register(volume, path);
        }
        try {
            for (Child child : Child.of(volume.resolve(path))) {
                if (child.isDirectory() && child.isReadable()) {
                    arrived(volume, path + "/" + child.name(), depth + 1);
                }
            }
        } catch (IOException e) {
            missed.run();
        }
    }

    private static boolean isWindows() {
        return System.getProperty("os.name", "").startsWith("Windows");
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
