package org.tsumugi.server.operate;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.StandardEnvironment;
import org.tsumugi.server.home.TsumugiProperties;

/** Finds the home directory as a server does that is started in the same working directory with the same environment. */
final class HomeFinder {

    private HomeFinder() {}

    /** @param given the home directory that the command line names */
    static Path find(@Nullable Path given) {
        return (given == null ? configured() : given).toAbsolutePath().normalize();
    }

    private static Path configured() {
        StandardEnvironment environment = new StandardEnvironment();
        ConfigDataEnvironmentPostProcessor.applyTo(environment);
        return Binder.get(environment)
                .bindOrCreate("tsumugi", TsumugiProperties.class)
                .homeDirectory();
    }
}
