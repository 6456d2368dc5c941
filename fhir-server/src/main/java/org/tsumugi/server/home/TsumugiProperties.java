package org.tsumugi.server.home;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What concerns the server process as a whole.
 *
 * @param home the home directory; relative to the working directory
 * @param exitWithParent whether the server stops when the process that started it ends
 * @param demo whether a fictitious network is generated and loaded at the first start
 * @param demoClients whether there are clients with well-known secrets; {@link #hasDemoClients()} is what counts
 */
@ConfigurationProperties("tsumugi")
public record TsumugiProperties(
        @DefaultValue("./tsumugi-data") String home,
        @DefaultValue("false") boolean exitWithParent,
        @DefaultValue("false") boolean demo,
        @DefaultValue("false") boolean demoClients) {

    /** The demo implies the demo clients. */
    public boolean hasDemoClients() {
        return demo || demoClients;
    }

    /** {@link #home} as a path. */
    public Path homeDirectory() {
        return Path.of(home);
    }
}
