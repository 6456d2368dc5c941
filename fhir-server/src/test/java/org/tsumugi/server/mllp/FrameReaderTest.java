package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.mllp.FrameReader.End;
import org.tsumugi.server.mllp.FrameReader.Frame;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

class FrameReaderTest {

    private static final FrameReader.Room NONE_NEEDED = () -> {
        throw new AssertionError("a small frame needs no room");
    };

    private static FrameReader reader(InputStream in, int most) {
        return new FrameReader(in, until -> {}, Duration.ofMinutes(1), most);
    }

    private static FrameReader reader(String stream) {
        return reader(new ByteArrayInputStream(stream.getBytes(StandardCharsets.ISO_8859_1)), 100);
    }

    private static List<String> all(FrameReader reader) throws IOException {
        List<String> all = new ArrayList<>();
        for (Optional<Frame> frame = reader.next(NONE_NEEDED); frame.isPresent(); frame = reader.next(NONE_NEEDED)) {
            all.add(new String(frame.get().content(), StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    @Test
    void nextShouldGiveFramesInOrder() throws IOException {
        assertThat(all(reader("\u000Bone\r\u001C\r\u000Btwo\u001C\r\u000B\u001C\r")))
                .containsExactly("one\r", "two", "");
    }

    @Test
    void nextShouldEndAFrameWithoutItsLastByteWhenTheNextFollows() throws IOException {
        assertThat(all(reader("\u000Bone\u001C\u000Btwo\u001C"))).containsExactly("one", "two");
    }

    @Test
    void nextShouldKeepAnEndInsideTheContent() throws IOException {
        assertThat(all(reader("\u000Bone\u001Cmore\u001C\r"))).containsExactly("one\u001Cmore");
    }

    @Test
    void nextShouldEndAFrameWithoutItsLastByteWhenNothingMoreComes() throws IOException {
        InputStream waiting = new InputStream() {
            private final InputStream first =
                    new ByteArrayInputStream("\u000Bone\u001C".getBytes(StandardCharsets.ISO_8859_1));

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int at, int length) throws IOException {
                int read = first.read(into, at, length);
                if (read < 0) {
                    throw new SocketTimeoutException("nothing comes");
                }
                return read;
            }
        };
        FrameReader reader = reader(waiting, 100);
        assertThat(reader.next(NONE_NEEDED).orElseThrow().content()).asString().isEqualTo("one");
        assertThatThrownBy(() -> reader.next(NONE_NEEDED)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void nextShouldPassOverAndCountWhatStandsBetweenFrames() throws IOException {
        FrameReader reader = reader("xx\u000Bone\u001C\r\r\nyyy\u000Btwo\u001C\r");
        assertThat(all(reader)).containsExactly("one", "two");
        assertThat(reader.passedOver()).isEqualTo(5);
    }

    @Test
    void nextShouldGiveNothingOfAFrameThatTheStreamEndsIn() throws IOException {
        FrameReader reader = reader("\u000Bone\u001C\r\u000Btwo");
        assertThat(all(reader)).containsExactly("one");
        assertThat(reader.unfinished()).isEqualTo(4);
    }

    @Test
    void nextShouldSayThatAFrameIsTooLargeOnlyBeyondTheLimit() throws IOException {
        byte[] stream = "\u000B12345\u001C\r\u000B123456\u001C\r".getBytes(StandardCharsets.ISO_8859_1);
        FrameReader reader = reader(new ByteArrayInputStream(stream), 5);
        assertThat(reader.next(NONE_NEEDED).orElseThrow().end()).isEqualTo(End.WHOLE);
        assertThat(reader.next(NONE_NEEDED).orElseThrow())
                .returns(End.TOO_LARGE, Frame::end)
                .satisfies(frame -> assertThat(frame.content()).hasSize(5));
    }

    private static FrameReader readerOfLarge() {
        byte[] stream = new byte[FrameReader.SMALL + 4];
        Arrays.fill(stream, (byte) 'x');
        stream[0] = 0x0B;
        stream[stream.length - 2] = 0x1C;
        stream[stream.length - 1] = '\r';
        return reader(new ByteArrayInputStream(stream), Integer.MAX_VALUE);
    }

    @Test
    void nextShouldAskOnceForRoomWhenAFrameIsNotSmall() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        assertThat(readerOfLarge().next(asked::incrementAndGet).orElseThrow())
                .returns(End.WHOLE, Frame::end)
                .satisfies(frame -> assertThat(frame.content()).hasSize(FrameReader.SMALL + 1));
        assertThat(asked).hasValue(1);
    }

    @Test
    void nextShouldSayThatThereIsNoRoom() throws IOException {
        FrameReader.Room none = () -> {
            throw new RefusedException(Failure.UNAVAILABLE);
        };
        assertThat(readerOfLarge().next(none).orElseThrow()).returns(End.NO_ROOM, Frame::end);
    }
}
