package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.yaml.snakeyaml.Yaml;

class ElasticsearchConfigurationTest {

    @TempDir
    Path directory;

    private ElasticsearchConfiguration configuration =
            new ElasticsearchConfiguration(Path.of(""), Path.of(""), Path.of(""), Path.of(""));

    @BeforeEach
    void write() throws IOException {
        configuration = new ElasticsearchConfiguration(
                directory.resolve("config"),
                directory.resolve("it's: data #1"),
                directory.resolve("logs"),
                directory.resolve("tmp"));
        configuration.write(19200, 256, "secret");
    }

    @Test
    void userShouldHaveThePasswordAndNoOtherShouldExist() throws Exception {
        List<String> users = lines("users");
        assertThat(users).hasSize(1);
        String[] user = users.get(0).split(":");
        assertThat(user[0]).isEqualTo(ElasticsearchConfiguration.USER);
        assertThat(new BCryptPasswordEncoder().matches("secret", user[1])).isTrue();
        assertThat(lines("users_roles")).containsExactly("tsumugi:tsumugi");
    }

    @Test
    void settingsShouldNameThePortAndTheDirectoriesAsTheyAre() throws Exception {
        assertThat(new Yaml()
                        .<Object>load(Files.readString(configuration.directory().resolve("elasticsearch.yml"))))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("path.data", configuration.data().toString())
                .containsEntry("path.logs", configuration.logs().toString())
                .containsEntry("http.port", 19200)
                .containsEntry("network.host", "127.0.0.1")
                .containsEntry("xpack.security.enabled", true)
                .containsEntry("action.auto_create_index", false);
    }

    @Test
    void heapShouldBeAsAsked() throws Exception {
        assertThat(lines("jvm.options")).contains("-Xms256m", "-Xmx256m", configuration.engineArgument());
    }

    @Test
    void nothingShouldBeReadableByOthers() throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(f -> !f.equals(directory)).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
            }
        }
    }

    @Test
    void writingAgainShouldRemoveWhatIsLeftButKeepDataAndLogs() throws Exception {
        Files.createFile(configuration.directory().resolve("elasticsearch.keystore.tmp"));
        Files.createFile(configuration.temporary().resolve("scratch"));
        Files.createFile(configuration.data().resolve("index"));
        Files.createFile(configuration.logs().resolve("log"));

        configuration.write(19201, 256, "other");

        assertThat(configuration.directory().resolve("elasticsearch.keystore.tmp"))
                .doesNotExist();
        assertThat(configuration.temporary()).isEmptyDirectory();
        assertThat(configuration.data().resolve("index")).exists();
        assertThat(configuration.logs().resolve("log")).exists();
        assertThat(lines("elasticsearch.yml")).contains("http.port: 19201");
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(configuration.directory().resolve(file));
    }
}
