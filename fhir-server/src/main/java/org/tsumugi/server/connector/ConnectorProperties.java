package org.tsumugi.server.connector;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where hospitals send to over the network.
 *
 * @param address the address to listen on
 * @param port the port; 0 for none
 * @param sslBundle the name of the bundle below {@code spring.ssl.bundle} that has the certificate
 * @param threads how many requests are answered at once
 * @param connections how many connections are open at once; more wait
 */
@ConfigurationProperties("tsumugi.receive")
public record ConnectorProperties(
        @DefaultValue("0.0.0.0") String address,
        @DefaultValue("0") int port,
        @DefaultValue("") String sslBundle,
        @DefaultValue("300") int threads,
        @DefaultValue("8192") int connections) {

    /** Whether there is such a door. */
    public boolean isOn() {
        return port > 0;
    }
}
