package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.tsumugi.server.TsumugiServer;

@ExtendWith(OutputCaptureExtension.class)
class LoopbackOnlyIT {

    @TempDir
    Path folder;

    @Test
    void startShouldBeRefusedBeforeAnythingIsMade(CapturedOutput output) {
        Path home = folder.resolve("home");

        assertThatThrownBy(() -> SpringApplication.run(
                        TsumugiServer.class,
                        "--server.address=0.0.0.0",
                        "--server.port=0",
                        "--tsumugi.demo-clients=true",
                        "--tsumugi.home=" + home))
                .isInstanceOf(NotLoopbackException.class);

        assertThat(home).doesNotExist();
        assertThat(output)
                .contains(
                        "APPLICATION FAILED TO START", "Tsumugi refuses to listen on server.address=0.0.0.0", "ループバック");
    }
}
