package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedElasticsearchTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 127, 1025, 4096})
    void startShouldBeRefusedWhenHeapIsOutOfRange(int megabytes) {
        assertThatThrownBy(
                        () -> EmbeddedElasticsearch.start(directory, megabytes).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(megabytes));
        assertThat(directory).isEmptyDirectory();
    }
}
