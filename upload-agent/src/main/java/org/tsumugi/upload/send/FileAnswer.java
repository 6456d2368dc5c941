package org.tsumugi.upload.send;

import java.util.Map;

/**
 * What the server said about one file.
 *
 * @param status HTTP status
 * @param outcome {@code new}, {@code known}, {@code flag-raised}, {@code other-content}; empty when it was not taken
 * @param issue code of what is wrong with it; empty when nothing is known to be
 * @param receipt the name under which logs may speak of it
 */
public record FileAnswer(int status, String outcome, String issue, String receipt) {

    static FileAnswer of(int status, Map<String, String> members) {
        return new FileAnswer(
                status,
                members.getOrDefault("outcome", ""),
                members.getOrDefault("issue", ""),
                members.getOrDefault("receipt", ""));
    }

    boolean isTaken() {
        return status == 200 || status == 201;
    }
}
