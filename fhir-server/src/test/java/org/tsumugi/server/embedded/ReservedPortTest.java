package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ReservedPortTest {

    @Test
    void serverShouldGetThePortAgainAndAgain() throws Exception {
        try (ReservedPort port = ReservedPort.onLoopback()) {
            for (int start = 0; start < 3; start++) {
                try (ServerSocket server = listening(port.number(), true);
                        Socket client = new Socket(InetAddress.getLoopbackAddress(), port.number());
                        Socket accepted = server.accept()) {
                    assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
                }
            }
        }
    }

    @Test
    void portShouldBeTakenForWhoeverDoesNotShareIt() throws Exception {
        try (ReservedPort port = ReservedPort.onLoopback()) {
            assertThatThrownBy(() -> listening(port.number(), false).close()).isInstanceOf(BindException.class);
        }
    }

    @Test
    void portsShouldDiffer() throws Exception {
        try (ReservedPort one = ReservedPort.onLoopback();
                ReservedPort other = ReservedPort.onLoopback()) {
            assertThat(other.number()).isPositive().isNotEqualTo(one.number());
        }
    }

    private static ServerSocket listening(int port, boolean shared) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(shared);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        return server;
    }
}
