package org.tsumugi.server.demo;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What of the demo is on disk. A generated network appears under its name all at once, and the mark that everything is loaded is
 * written last, so whatever interrupts a load, the next start knows where it stands.
 */
final class DemoHome {

    private final Path folder;

    DemoHome(Path home, DemoNetwork network) {
        this.folder = home.resolve(network.folder());
    }

    /** One folder per facility; exists when the network is generated completely. */
    Path storages() {
        return folder.resolve("storages");
    }

    boolean isGenerated() {
        return Files.isDirectory(storages());
    }

    /** An empty folder to generate into. */
    Path draft() throws IOException {
        Path draft = folder.resolve("storages.draft");
        deleteTree(draft);
        return Files.createDirectories(draft);
    }

    void publish(Path draft) throws IOException {
        Files.move(draft, storages(), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean isLoaded() {
        return Files.exists(mark());
    }

    void markLoaded() throws IOException {
        Files.writeString(mark(), "loaded\n");
    }

    private Path mark() {
        return folder.resolve("loaded");
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
