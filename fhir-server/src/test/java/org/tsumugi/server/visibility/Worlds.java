package org.tsumugi.server.visibility;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.tsumugi.server.testing.TestDatabase;

/**
 * World A, where hospitals 1, 2 and 3 exist and 2 came first and has most, and world B, where 2 never was. Started once
 * for all tests that take them; a test leaves every fence and setting as it found it.
 */
record Worlds(World with, World without) {

    /** Of this JVM, which ends them. JUnit's own store would not do: each class is a run of its own where tests run in several JVMs. */
    private static final class Started {
        static final Worlds WORLDS = start();
    }

    private static Worlds start() {
        Path homes = TestDatabase.newDirectory("two-worlds");
        CompletableFuture<World> with =
                CompletableFuture.supplyAsync(() -> World.start(TestDatabase.createMigrated(), homes.resolve("with")));
        World without = World.start(TestDatabase.createMigrated(), homes.resolve("without"));
        without.loadHospitals(1, 3);
        with.join().loadHospitals(2, 1, 3);
        return new Worlds(with.join(), without);
    }

    /** Gives the worlds to constructors of test classes. */
    static final class Provider implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Worlds.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return Started.WORLDS;
        }
    }
}
