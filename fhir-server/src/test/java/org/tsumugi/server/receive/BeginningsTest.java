package org.tsumugi.server.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.server.journal.TransactionQueue.StoredContent;
import org.tsumugi.server.raw.Sha256;

class BeginningsTest {

    private static final byte[] FILE = random();

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 5000})
    void foundShouldBeTheContentsThatTheFileBeginsWith(int atATime) throws IOException {
        byte[] other = Arrays.copyOf(FILE, 64);
        other[63]++;
        List<StoredContent> begin = List.of(of(new byte[0]), of(Arrays.copyOf(FILE, 64)), of(Arrays.copyOf(FILE, 999)));
        Beginnings beginnings = new Beginnings(
                new ByteArrayInputStream(FILE), List.of(begin.get(2), of(other), begin.get(0), begin.get(1)));

        assertThat(beginnings.readNBytes(64)).isEqualTo(Arrays.copyOf(FILE, 64));
        assertThat(beginnings.found()).as("nothing is behind it yet").containsExactly(begin.get(0));
        byte[] buffer = new byte[atATime];
        while (beginnings.read(buffer) >= 0) {
            assertThat(beginnings.found()).isSubsetOf(begin);
        }

        assertThat(beginnings.found()).containsExactlyElementsOf(begin);
    }

    private static StoredContent of(byte[] content) {
        return new StoredContent(Sha256.of(content), content.length);
    }

    private static byte[] random() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
