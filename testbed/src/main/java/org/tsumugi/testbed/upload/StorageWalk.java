package org.tsumugi.testbed.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.stream.Stream;

/** The regular files of a storage, read one at a time. */
final class StorageWalk {

    private final Path root;

    StorageWalk(Path root) {
        this.root = root;
    }

    long count() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Hands every file over. */
    void forEach(Visitor visitor) throws IOException, InterruptedException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Iterator<Path> all = paths.filter(Files::isRegularFile).iterator(); all.hasNext(); ) {
                Path file = all.next();
                visitor.visit(new TarBatch.Entry(pathBelowRoot(file), Files.readAllBytes(file)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private String pathBelowRoot(Path file) {
        StringBuilder path = new StringBuilder();
        for (Path part : root.relativize(file)) {
            path.append(path.isEmpty() ? "" : "/").append(part);
        }
        return path.toString();
    }

    /** Takes a file. */
    @FunctionalInterface
    interface Visitor {
        void visit(TarBatch.Entry entry) throws IOException, InterruptedException;
    }
}
