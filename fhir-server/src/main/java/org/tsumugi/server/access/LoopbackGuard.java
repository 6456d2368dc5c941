package org.tsumugi.server.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start a server that would listen on anything but loopback. It runs when the settings are known and nothing is made
 * from them yet, so no socket has been opened.
 */
public final class LoopbackGuard implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    static final String ADDRESS = "server.address";
    static final String MANAGEMENT_ADDRESS = "management.server.address";
    static final String MANAGEMENT_PORT = "management.server.port";
    static final String DEMO = "tsumugi.demo";
    static final String DEMO_CLIENTS = "tsumugi.demo-clients";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        check(context.getEnvironment());
    }

    static void check(Environment settings) {
        refuseUnlessLoopback(settings, ADDRESS);
        if (settings.getProperty(MANAGEMENT_ADDRESS) != null || hasOwnManagementPort(settings)) {
            refuseUnlessLoopback(settings, MANAGEMENT_ADDRESS);
        }
    }

    /** As Spring Boot sees it: two free ports are never the same one. */
    private static boolean hasOwnManagementPort(Environment settings) {
        Integer management = settings.getProperty(MANAGEMENT_PORT, Integer.class);
        return management != null
                && management >= 0
                && (management == 0 || !management.equals(settings.getProperty("server.port", Integer.class, 8080)));
    }

    private static void refuseUnlessLoopback(Environment settings, String property) {
        String address = settings.getProperty(property);
        if (!isLoopback(address)) {
            throw new NotLoopbackException(property, address, hasDemoClients(settings));
        }
    }

    /** Whether the settings ask for clients with well-known secrets. */
    public static boolean hasDemoClients(Environment settings) {
        return settings.getProperty(DEMO_CLIENTS, Boolean.class, false)
                || settings.getProperty(DEMO, Boolean.class, false);
    }

    /** A missing address means all interfaces; a name is loopback when every address it stands for is. */
    public static boolean isLoopback(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return false;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(address.strip())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
