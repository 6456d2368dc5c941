package org.tsumugi.server.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A volume of a certain size that only one server process sees, in a mount namespace of its own: it can be filled to the last byte
 * without disturbing anybody else.
 */
public final class SmallVolume {

    private static final int CHUNK = 1 << 16;
    private static final int SMALLEST = 1 << 10;

    private final Path mountPoint;
    private final int megabytes;

    private SmallVolume(Path mountPoint, int megabytes) {
        this.mountPoint = mountPoint;
        this.megabytes = megabytes;
    }

    /** Such a volume; the test is not run where this system has none. */
    public static SmallVolume of(int megabytes) throws IOException, InterruptedException {
        SmallVolume volume = new SmallVolume(TestDatabase.newDirectory("volume"), megabytes);
        List<String> attempt = new ArrayList<>(volume.program());
        attempt.add("true");
        Process process = new ProcessBuilder(attempt).redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        Assumptions.assumeTrue(
                process.waitFor() == 0,
                "this system lets nobody mount a file system in a user namespace (unshare -Urm)");
        return volume;
    }

    /** What a program is started behind to see the volume. */
    public List<String> program() {
        return List.of(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + megabytes + "m tmpfs \"$0\" && exec \"$@\"",
                mountPoint.toString());
    }

    /** Where the program finds it. */
    public Path mountPoint() {
        return mountPoint;
    }

    /** Where everybody else finds what such a program sees there. */
    public static Path seenFromOutside(ServerProcess server, Path inside) {
        return Path.of("/proc", Long.toString(server.pid()), "root")
                .resolve(Path.of("/").relativize(inside));
    }

    /** Fills it but for so many bytes. */
    public void fill(ServerProcess server, long but) throws IOException {
        Path ballast = ballast(server);
        long size = Files.getFileStore(ballast.getParent()).getUsableSpace() - but;
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] chunk = new byte[CHUNK];
            for (long left = size; left > 0; left -= chunk.length) {
                out.write(chunk, 0, (int) Math.min(left, chunk.length));
            }
        }
    }

    /** Fills it to the last byte, whatever others write meanwhile. */
    public void fill(ServerProcess server) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast(server))) {
            for (int chunk = CHUNK; chunk >= SMALLEST; ) {
                try {
                    out.write(new byte[chunk]);
                } catch (IOException full) {
                    chunk /= 2;
                }
            }
        }
    }

    /** Gives the space back. */
    public void empty(ServerProcess server) throws IOException {
        Files.delete(ballast(server));
    }

    private Path ballast(ServerProcess server) {
        return seenFromOutside(server, mountPoint).resolve("ballast");
    }
}
