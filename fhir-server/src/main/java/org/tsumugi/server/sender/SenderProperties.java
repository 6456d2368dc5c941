package org.tsumugi.server.sender;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is kept of the senders' reports.
 *
 * @param keepSummaries how long the report of a day is kept
 */
@ConfigurationProperties("tsumugi.sender")
public record SenderProperties(@DefaultValue("400d") Duration keepSummaries) {

    /** Alarms compare the last day with those before. */
    private static final Duration LEAST = Duration.ofDays(16);

    /** Refuses what cannot work. */
    public SenderProperties {
        if (keepSummaries.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "tsumugi.sender.keep-summaries is less than " + LEAST.toDays() + " days, which the alarms look at");
        }
    }
}
