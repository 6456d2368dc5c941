package org.tsumugi.upload.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {

    private static final String PATH = "/ssmix2/000/123/0001234560/20260401";

    @Test
    void wordsShouldNotNameFilesOfAStorage() {
        FileSystemException stale = new FileSystemException(PATH, null, "Stale file handle");
        List<Exception> all = List.of(
                stale,
                new AccessDeniedException(PATH),
                new NoSuchFileException(PATH),
                new UncheckedIOException(stale),
                new IOException("reading failed", stale),
                new IllegalStateException(stale),
                new InvalidPathException(PATH, "unmappable"));

        assertThat(all)
                .allSatisfy(exception -> assertThat(Words.of(exception))
                        .contains(exception.getClass().getSimpleName(), "使用できません")
                        .doesNotContain("0001234560"));
    }

    @Test
    void wordsShouldSayWhatIsWrongOtherwise() {
        assertThat(Words.of(new IOException("another agent uses the journal"))).contains("another agent");
    }
}
