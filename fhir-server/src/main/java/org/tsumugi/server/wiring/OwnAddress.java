package org.tsumugi.server.wiring;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** The server's base URL for those on the same machine. */
final class OwnAddress {

    private OwnAddress() {}

    /** @param address {@code server.address} */
    static URI of(String address, int port) {
        try {
            InetAddress host = InetAddress.getByName(address);
            String name = host.getHostAddress();
            return URI.create("http://" + (name.contains(":") ? "[" + name + "]" : name) + ":" + port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the server listens on an address that has no number", e);
        }
    }
}
