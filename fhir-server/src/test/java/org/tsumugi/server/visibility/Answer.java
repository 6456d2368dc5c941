package org.tsumugi.server.visibility;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a reader gets to see, without what differs between any two requests: the time, random ids, the server's port.
 *
 * @param status HTTP status
 * @param headers lower case name to values
 * @param body as text
 */
record Answer(int status, Map<String, List<String>> headers, String body) {
    private static final Pattern RECENT_TIME = Pattern.compile(
            "20(2[5-9]|[3-9]\\d)-\\d\\d-\\d\\d[T ]\\d\\d(:|%3A)\\d\\d(:|%3A)\\d\\d(\\.\\d+)?(Z|(\\+|-|%2B)\\d\\d(:|%3A)\\d\\d)?");
    private static final Pattern HTTP_DATE =
            Pattern.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    private static final Pattern RANDOM_UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern DURATION = Pattern.compile("\\b\\d+ ?ms\\b");
    private static final Pattern SOURCE_REQUEST = Pattern.compile("#[A-Za-z0-9]{16}\\b");
    // HAPI names one of several search parameters of a dangling reference at random, whether it is hidden or nowhere
    private static final Pattern PARAMETER_OF_REFERENCE = Pattern.compile("\\.where\\(resolve\\(\\) is \\w+\\)");
    private static final Pattern REQUEST_ID = Pattern.compile("^[A-Za-z0-9]{16}$");

    static Answer of(int status, HttpHeaders headers, String body, String base) {
        Map<String, List<String>> masked = new TreeMap<>();
        headers.map().forEach((name, values) -> {
            String lower = name.toLowerCase(java.util.Locale.ROOT);
            // The length follows from the body, whose masked parts may have different lengths; the connection is
            // closed after every hundredth request on it
            if (!lower.equals("content-length") && !lower.equals("connection")) {
                masked.put(
                        lower, values.stream().map(value -> mask(value, base)).toList());
            }
        });
        return new Answer(status, masked, mask(body, base));
    }

    private static String mask(String text, String base) {
        String masked = text.replace(base, "BASE");
        masked = RECENT_TIME.matcher(masked).replaceAll("TIME");
        masked = HTTP_DATE.matcher(masked).replaceAll("TIME");
        masked = RANDOM_UUID.matcher(masked).replaceAll("UUID");
        masked = SOURCE_REQUEST.matcher(masked).replaceAll("#REQUEST");
        masked = REQUEST_ID.matcher(masked).replaceAll("REQUEST");
        masked = PARAMETER_OF_REFERENCE.matcher(masked).replaceAll("");
        return DURATION.matcher(masked).replaceAll("DURATION");
    }

    /** The first place where two answers part, for a failure message. */
    static String difference(Answer one, Answer other) {
        if (one.status != other.status) {
            return "status " + one.status + " / " + other.status + "\n  " + cut(one.body, 0) + "\n  "
                    + cut(other.body, 0);
        }
        if (!one.headers.equals(other.headers)) {
            return "headers " + one.headers + " / " + other.headers;
        }
        int at = 0;
        int end = Math.min(one.body.length(), other.body.length());
        while (at < end && one.body.charAt(at) == other.body.charAt(at)) {
            at++;
        }
        return "body at " + at + "\n  " + cut(one.body, at - 80) + "\n  " + cut(other.body, at - 80);
    }

    private static String cut(String text, int from) {
        int start = Math.max(0, from);
        return text.substring(Math.min(start, text.length()), Math.min(text.length(), start + 300))
                .replace("\n", " ");
    }
}
