package org.tsumugi.server.connector;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.tsumugi.server.access.LoopbackGuard;

/**
 * Refuses to start a server whose receiving port would have no certificate, or would let everybody in who knows the demo clients. It
 * runs when the settings are known and nothing is made from them yet.
 */
public final class ReceiveGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String PORT = "tsumugi.receive.port";
    static final String ADDRESS = "tsumugi.receive.address";
    static final String SSL_BUNDLE = "tsumugi.receive.ssl-bundle";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    static void check(Environment settings) {
        if (settings.getProperty(PORT, Integer.class, 0) <= 0) {
            return;
        }
        if (settings.getProperty(SSL_BUNDLE, "").isBlank()) {
            throw new UnsafeReceivingException(UnsafeReceivingException.Reason.NO_CERTIFICATE);
        }
        if (LoopbackGuard.hasDemoClients(settings) && !LoopbackGuard.isLoopback(settings.getProperty(ADDRESS))) {
            throw new UnsafeReceivingException(UnsafeReceivingException.Reason.DEMO_CLIENTS);
        }
    }
}
