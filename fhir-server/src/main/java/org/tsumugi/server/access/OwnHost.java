package org.tsumugi.server.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests for this server from those that a web page elsewhere makes the browser of somebody on this machine send. Names
 * are never looked up: that a name leads to this machine is just what the owner of a hostile name arranges.
 */
final class OwnHost {

    private static final Pattern LOOPBACK_V4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private OwnHost() {}

    /**
     * Whether a {@code Host} is loopback by what it says alone.
     *
     * @param configured {@code server.address}, which may be another name that the operator has for loopback
     */
    static boolean isOwn(String host, String configured) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals(configured.strip().toLowerCase(Locale.ROOT))
                || LOOPBACK_V4.matcher(name).matches()
                || isLoopbackV6(name);
    }

    /** Text with a colon is a number, so that asking for its address asks nobody. */
    private static boolean isLoopbackV6(String name) {
        try {
            return name.contains(":") && InetAddress.getByName(name).isLoopbackAddress();
        } catch (UnknownHostException notANumber) {
            return false;
        }
    }

    /** Whether the browser says that a page of another site asks, other than by leading its reader here. */
    static boolean isAskedByForeignPage(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null && !isOriginOf(origin, request.getHeader("Host"))) {
            return true;
        }
        return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
                && !("navigate".equals(request.getHeader("Sec-Fetch-Mode"))
                        && "document".equals(request.getHeader("Sec-Fetch-Dest")));
    }

    private static boolean isOriginOf(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException notAnOrigin) {
            return false;
        }
    }
}
