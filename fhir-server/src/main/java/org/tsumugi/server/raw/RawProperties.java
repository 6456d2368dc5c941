package org.tsumugi.server.raw;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where received bytes are kept, and what they are encrypted with.
 *
 * @param url a {@code file:} URL of a directory, or an {@link S3Location}; empty for {@code raw/} below the home directory
 * @param reserve free space that is left on the volume
 * @param keyFile the file with the keys; empty for one that is made in the home directory
 */
@ConfigurationProperties("tsumugi.raw")
public record RawProperties(
        @DefaultValue("") String url,
        @DefaultValue("256MB") DataSize reserve,
        @DefaultValue("") String keyFile) {}
