package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchDistributionTest {

    @TempDir
    Path directory;

    @Test
    void archiveShouldBeUnpackedWithoutItsTopDirectory() throws Exception {
        ElasticsearchDistribution.unpack(zip("engine-1/bin/elasticsearch", "engine-1/lib/a.jar"), directory);
        ElasticsearchDistribution distribution = new ElasticsearchDistribution(directory);
        assertThat(distribution.launcher()).hasContent("engine-1/bin/elasticsearch");
        assertThat(Files.isExecutable(distribution.launcher())).isTrue();
        assertThat(directory.resolve("lib/a.jar")).hasContent("engine-1/lib/a.jar");
        assertThat(Files.getPosixFilePermissions(directory.resolve("lib/a.jar")))
                .extracting(Enum::name)
                .noneMatch(permission -> permission.endsWith("EXECUTE"));
    }

    @Test
    void archiveShouldBeRefusedWhenItNamesAFileOutside() throws Exception {
        InputStream archive = zip("engine-1/../outside");
        Path inside = Files.createDirectory(directory.resolve("inside"));
        assertThatThrownBy(() -> ElasticsearchDistribution.unpack(archive, inside))
                .isInstanceOf(IOException.class);
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    @Test
    void archiveOfThisBuildShouldHoldElasticsearchAndItsLicences() throws Exception {
        ElasticsearchDistribution distribution = ElasticsearchDistribution.unpackedBelow(directory);
        assertThat(distribution.launcher()).isExecutable();
        assertThat(distribution.directory().resolve("LICENSE.txt"))
                .content()
                .contains("GNU AFFERO GENERAL PUBLIC LICENSE", "Server Side Public License", "Elastic License 2.0");
        assertThat(distribution.directory().resolve("modules/x-pack-security/LICENSE.txt"))
                .content()
                .startsWith("Elastic License 2.0");
    }

    @Test
    void startShouldBeRefusedWithTheWayOutWhenSystemIsNotLinux() {
        assertThatThrownBy(() -> ElasticsearchDistribution.requireLinux("Mac OS X"))
                .isInstanceOf(EmbeddedSearchException.class)
                .hasMessageContaining("Mac OS X")
                .hasMessageContaining("tsumugi.search.url");
    }

    /** Every file's content is its own name. */
    private static InputStream zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("engine-1/"));
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
