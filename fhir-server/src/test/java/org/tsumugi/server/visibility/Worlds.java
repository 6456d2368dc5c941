package org.tsumugi.server.visibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/**
 * World A, where hospitals 1, 2 and 3 exist and 2 came first and has most, and world B, where 2 never was. Started once
 * for all tests that take them; a test leaves every fence and setting as it found it.
 */
record Worlds(World with, World without, Path homes) implements CloseableResource {

    private static Worlds start() {
        try {
            Path homes = Files.createTempDirectory("two-worlds");
            CompletableFuture<World> with = CompletableFuture.supplyAsync(() -> World.start(homes.resolve("with")));
            World without = World.start(homes.resolve("without"));
            without.loadHospitals(1, 3);
            with.join().loadHospitals(2, 1, 3);
            return new Worlds(with.join(), without, homes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        with.close();
        without.close();
        FileSystemUtils.deleteRecursively(homes);
    }

    /** Gives the worlds to constructors of test classes. */
    static final class Provider implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Worlds.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(Worlds.class))
                    .getOrComputeIfAbsent(Worlds.class, ignored -> Worlds.start(), Worlds.class);
        }
    }
}
