package org.tsumugi.server.access;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Access tokens.
 *
 * @param keyFile the key pair that signs them, where several server processes share one; blank for the home's own
 */
@ConfigurationProperties("tsumugi.token")
public record TokenProperties(@DefaultValue("") String keyFile) {

    /** The file of the key pair. */
    public Path keyFileOr(Path ofTheHome) {
        return keyFile.isBlank() ? ofTheHome : Path.of(keyFile);
    }
}
