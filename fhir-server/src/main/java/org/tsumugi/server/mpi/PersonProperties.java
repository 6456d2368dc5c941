package org.tsumugi.server.mpi;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How persons are told apart.
 *
 * @param kanjiPairs a table of variant pairs of kanji beside our own, such as one made of the MJ縮退マップ; null for none
 * @param fourEyes whether a reviewer's decision waits for a second reviewer
 * @param feed whether this process takes up what is in the outbox; another one must where this does not
 */
@ConfigurationProperties("tsumugi.person")
public record PersonProperties(
        @Nullable Path kanjiPairs,
        @DefaultValue("false") boolean fourEyes,
        @DefaultValue("true") boolean feed) {}
