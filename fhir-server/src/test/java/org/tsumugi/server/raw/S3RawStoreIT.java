package org.tsumugi.server.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsumugi.server.raw.DamagedContentException.Kind;
import org.tsumugi.server.testing.S3Server;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The raw store on a real S3 server. */
class S3RawStoreIT implements RawStoreContract {

    private static S3Server server;

    @TempDir
    private Path home;

    private String place = "";

    @BeforeAll
    static void startServer() throws IOException {
        server = S3Server.start();
        signIn(S3Server.SECRET_KEY);
    }

    @AfterAll
    static void stopServer() {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        server.close();
    }

    private static void signIn(String secret) {
        System.setProperty("aws.accessKeyId", S3Server.ACCESS_KEY);
        System.setProperty("aws.secretAccessKey", secret);
    }

    @BeforeEach
    void makeBucket() {
        place = server.place("raw-" + UUID.randomUUID());
    }

    @Override
    public SealedRawStore open() throws IOException {
        return RawStores.openWithOwnKey(
                new RawStores.Place(place, home.resolve("unused"), home, 0),
                home.resolve("keys/raw.key"),
                Clock.systemUTC());
    }

    @Test
    void storeShouldUseNothingButTheBucket() throws IOException {
        open().put(List.of(RawStore.Content.of("abc".getBytes(StandardCharsets.US_ASCII))));

        assertThat(home.resolve("unused")).doesNotExist();
        assertThat(Files.list(home).map(Path::getFileName).map(Path::toString)).containsExactly("keys");
    }

    @Test
    void damagedObjectShouldBeFoundAndHealedByAResend() throws IOException {
        RawStore.Content content = RawStore.Content.of("abc".getBytes(StandardCharsets.US_ASCII));
        SealedRawStore store = open();
        store.put(List.of(content));
        S3Location location = S3Location.parse(place);
        try (S3Client client = location.client()) {
            client.putObject(
                    request -> request.bucket(location.bucket()).key(location.prefix() + store.name(content.sha256())),
                    RequestBody.fromBytes(new byte[] {1}));
        }

        assertThat(store.examine(content.sha256())).contains(Kind.DAMAGED);

        store.put(List.of(content));
        assertThat(store.get(content.sha256())).isEqualTo(content.bytes());
    }

    @Test
    void readersThatRestShouldHoldNoConnections() throws IOException {
        byte[] bytes = new byte[2 << 20];
        new Random(1).nextBytes(bytes);
        SealedRawStore store = open();
        RawStore.Kept kept = store.put(new ByteArrayInputStream(bytes));
        List<RawStore.Reading> resting = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            RawStore.Reading reading = store.open(kept.sha256());
            assertThat(reading.bytes().readNBytes(100)).isEqualTo(Arrays.copyOf(bytes, 100));
            resting.add(reading);
        }

        assertThat(store.get(kept.sha256())).isEqualTo(bytes);
        for (RawStore.Reading reading : resting) {
            reading.close();
        }
        assertThat(Files.list(home).map(Path::getFileName).map(Path::toString)).containsExactly("keys");
    }

    @Test
    void namesShouldBeGivenInOrderOverSeveralPages() throws IOException {
        List<RawStore.Content> contents = new ArrayList<>();
        for (int i = 0; i < 1_050; i++) {
            contents.add(RawStore.Content.of(("content " + i).getBytes(StandardCharsets.US_ASCII)));
        }
        SealedRawStore store = open();
        store.put(contents);

        List<String> names = new ArrayList<>();
        store.names("", names::add);
        assertThat(names).hasSize(1_050).isSorted();
        List<String> rest = new ArrayList<>();
        store.names(names.get(1_000), rest::add);
        assertThat(rest).isEqualTo(names.subList(1_001, 1_050));
    }

    @Test
    void wrongSecretShouldBeRefusedAndNotTakenForAnEmptyStore() throws IOException {
        open();
        signIn("another secret");
        try {
            assertThatThrownBy(this::open).isInstanceOf(IOException.class).hasMessageContaining("object storage");
        } finally {
            signIn(S3Server.SECRET_KEY);
        }
    }

    @Test
    void absentBucketShouldBeAFailureAndNotAnEmptyStore() {
        place = place.replaceFirst("s3://raw-", "s3://absent-");

        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    }

    @Test
    void storeThatIsGoneShouldBeAFailureOfTheWorld() throws IOException {
        try (S3Server other = S3Server.start()) {
            place = other.place("gone");
            SealedRawStore store = open();
            RawStore.Content content = RawStore.Content.of(new byte[] {1});
            store.put(List.of(content));
            other.close();

            assertThatThrownBy(() -> store.put(List.of(content)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(StorageFullException.class);
            assertThatThrownBy(() -> store.get(content.sha256())).isInstanceOf(IOException.class);
        }
    }
}
