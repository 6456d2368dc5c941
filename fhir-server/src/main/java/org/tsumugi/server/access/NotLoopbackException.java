package org.tsumugi.server.access;

import org.jspecify.annotations.Nullable;

/** The settings ask for a listening address that other machines can reach. */
public final class NotLoopbackException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String property;
    private final boolean demoClients;

    NotLoopbackException(String property, @Nullable String address, boolean demoClients) {
        super(property + "=" + (address == null || address.isBlank() ? "(all interfaces)" : address));
        this.property = property;
        this.demoClients = demoClients;
    }

    /** The setting that names the address. */
    public String property() {
        return property;
    }

    /** Whether clients with well-known secrets were to be switched on too. */
    public boolean demoClients() {
        return demoClients;
    }
}
