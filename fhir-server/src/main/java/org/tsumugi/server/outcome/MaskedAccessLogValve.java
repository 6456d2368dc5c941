package org.tsumugi.server.outcome;

import java.io.CharArrayWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.AccessLogValve;

/**
 * An access log without patients in it, whatever its pattern asks for: query strings and {@code Referer} are left out, and of a
 * path below {@code /ssmix2}, however it is spelled, at most the facility is written, because storage paths carry patient numbers.
 */
public final class MaskedAccessLogValve extends AccessLogValve {

    private static final Pattern STORAGE = Pattern.compile("(/ssmix2/[0-9]{10})(/.*)?");
    private static final Pattern HARMLESS = Pattern.compile("/|/tsumugi\\.css|/(fhir|oauth2|actuator)(/.*)?");

    /** A copy with the settings that Spring Boot's {@code server.tomcat.accesslog} made. */
    public static MaskedAccessLogValve of(AccessLogValve configured) {
        MaskedAccessLogValve masked = new MaskedAccessLogValve();
        masked.setDirectory(configured.getDirectory());
        masked.setPrefix(configured.getPrefix());
        masked.setSuffix(configured.getSuffix());
        masked.setFileDateFormat(configured.getFileDateFormat());
        masked.setRotatable(configured.isRotatable());
        masked.setRenameOnRotate(configured.isRenameOnRotate());
        masked.setMaxDays(configured.getMaxDays());
        masked.setEncoding(configured.getEncoding());
        masked.setLocale(configured.getLocale());
        masked.setBuffered(configured.isBuffered());
        masked.setRequestAttributesEnabled(configured.getRequestAttributesEnabled());
        masked.setIpv6Canonical(configured.getIpv6Canonical());
        masked.setPattern(configured.getPattern());
        return masked;
    }

    static String mask(String path) {
        Matcher storage = STORAGE.matcher(path);
        if (storage.matches()) {
            return storage.group(1) + "/*";
        }
        return HARMLESS.matcher(path).matches() ? path : "/*";
    }

    @Override
    protected AccessLogElement createAccessLogElement(char pattern) {
        return switch (pattern) {
            case 'r' -> (Element) MaskedAccessLogValve::line;
            case 'U' -> (Element) MaskedAccessLogValve::path;
            case 'q' -> (Element) MaskedAccessLogValve::nothing;
            default -> super.createAccessLogElement(pattern);
        };
    }

    @Override
    protected AccessLogElement createAccessLogElement(String name, char pattern) {
        boolean mayQuote = pattern == 'r' || pattern == 'c' || (pattern == 'i' && !name.equalsIgnoreCase("User-Agent"));
        return mayQuote ? (Element) MaskedAccessLogValve::nothing : super.createAccessLogElement(name, pattern);
    }

    private static void line(CharArrayWriter text, Request request, Response response, long time) {
        text.append(request.getMethod()).append(' ');
        path(text, request, response, time);
        text.append(' ').append(request.getProtocol());
    }

    private static void path(CharArrayWriter text, Request request, Response response, long time) {
        String path = request.getRequestURI();
        text.append(path == null ? "-" : mask(path));
    }

    private static void nothing(CharArrayWriter text, Request request, Response response, long time) {
        text.append('-');
    }

    /** Tomcat's interface with its method abstract again, so that a method can stand for it. */
    private interface Element extends AccessLogElement {
        @Override
        void addElement(CharArrayWriter text, Request request, Response response, long time);
    }
}
