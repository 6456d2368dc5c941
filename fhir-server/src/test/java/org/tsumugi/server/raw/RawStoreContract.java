package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every raw store must do. */
interface RawStoreContract {

    /** The store under test; every call within one test gives a view of the same content. */
    RawStore open() throws IOException;

    @Test
    default void getShouldReturnExactlyWhatWasPut() throws IOException {
        byte[] bytes = {0x1B, 0x24, 0x42, 0, 13, 10, -1};
        RawStore.Content content = RawStore.Content.of(bytes);

        open().put(List.of(content));

        assertThat(open().get(content.sha256())).isEqualTo(bytes);
    }

    @Test
    default void putShouldKeepEveryContentOfABatch() throws IOException {
        List<RawStore.Content> contents =
                IntStream.range(0, 50).mapToObj(RawStoreContract::content).toList();

        open().put(contents);

        for (RawStore.Content content : contents) {
            assertThat(open().get(content.sha256())).isEqualTo(content.bytes());
        }
    }

    @Test
    default void putShouldChangeNothingWhenRepeated() throws IOException {
        RawStore.Content content = content(1);

        open().put(List.of(content, content));
        open().put(List.of(content));

        assertThat(open().get(content.sha256())).isEqualTo(content.bytes());
    }

    @Test
    default void streamShouldBeKeptAndGivenAsContentIs() throws IOException {
        RawStore.Content content = content(3);

        RawStore.Kept kept = open().put(new ByteArrayInputStream(content.bytes()));

        assertThat(kept).isEqualTo(new RawStore.Kept(content.sha256(), content.bytes().length));
        assertThat(open().get(content.sha256())).isEqualTo(content.bytes());
        try (RawStore.Reading reading = open().open(content.sha256())) {
            assertThat(reading.size()).isEqualTo(content.bytes().length);
            assertThat(reading.bytes().readAllBytes()).isEqualTo(content.bytes());
        }
    }

    @Test
    default void putShouldKeepEmptyContent() throws IOException {
        RawStore.Content empty = RawStore.Content.of(new byte[0]);

        open().put(List.of(empty));

        assertThat(open().get(empty.sha256())).isEmpty();
    }

    @Test
    default void putShouldBeSafeWhenThreadsPutTheSameContent() throws Exception {
        RawStore store = open();
        List<RawStore.Content> contents =
                IntStream.range(0, 20).mapToObj(RawStoreContract::content).toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> puts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                puts.add(() -> {
                    store.put(contents);
                    return null;
                });
            }
            for (Future<Void> put : threads.invokeAll(puts)) {
                put.get();
            }
        } finally {
            threads.shutdown();
        }
        for (RawStore.Content content : contents) {
            assertThat(store.get(content.sha256())).isEqualTo(content.bytes());
        }
    }

    @Test
    default void largeContentShouldComeBackAsItWasPut() throws IOException {
        for (byte[] bytes :
                List.of(noise(3 << 20), "OBX|1|NM|3A010\r".repeat(200_000).getBytes(StandardCharsets.US_ASCII))) {
            RawStore.Content inMemory = RawStore.Content.of(bytes);
            open().put(List.of(inMemory));
            assertThat(open().get(inMemory.sha256())).isEqualTo(bytes);

            bytes[0] ^= 1;
            RawStore.Kept streamed = open().put(new ByteArrayInputStream(bytes));
            assertThat(streamed).isEqualTo(new RawStore.Kept(Sha256.of(bytes), bytes.length));
            assertThat(open().get(streamed.sha256())).isEqualTo(bytes);
        }
    }

    @Test
    default void putShouldKeepNothingOfAStreamThatBreaksOff() throws IOException {
        byte[] start = "start".getBytes(StandardCharsets.US_ASCII);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(start), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatThrownBy(() -> open().put(broken))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");

        assertThatThrownBy(() -> open().get(Sha256.of(start))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    default void getShouldFailWhenNothingOfThatNameWasPut() {
        assertThatThrownBy(() -> open().get(content(99).sha256())).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> open().open(content(99).sha256())).isInstanceOf(NoSuchFileException.class);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    private static RawStore.Content content(int i) {
        return RawStore.Content.of(("content " + i).getBytes(StandardCharsets.UTF_8));
    }
}
