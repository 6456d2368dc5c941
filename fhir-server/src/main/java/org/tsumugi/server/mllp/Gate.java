package org.tsumugi.server.mllp;

import java.net.InetAddress;
import java.util.List;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/** Which addresses may connect. */
final class Gate {

    private final List<IpAddressMatcher> allowed;

    /** @param networks addresses and networks (CIDR); all when empty */
    Gate(List<String> networks) {
        this.allowed = networks.stream().map(IpAddressMatcher::new).toList();
    }

    boolean lets(InetAddress address) {
        return allowed.isEmpty() || allowed.stream().anyMatch(network -> network.matches(address.getHostAddress()));
    }
}
