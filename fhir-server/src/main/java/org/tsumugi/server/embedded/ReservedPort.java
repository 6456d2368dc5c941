package org.tsumugi.server.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A free port on the loopback address that stays free for a server process, also while that is not there. As long as the address is
 * bound here, the system gives the port to nobody who asks for any port; a server process that asks for this one gets it, because
 * on Linux two may bind an address that both are willing to share and that nobody listens on.
 */
final class ReservedPort implements Closeable {

    private final Socket socket;

    private ReservedPort(Socket socket) {
        this.socket = socket;
    }

    static ReservedPort onLoopback() throws IOException {
        Socket socket = new Socket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        return new ReservedPort(socket);
    }

    int number() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
