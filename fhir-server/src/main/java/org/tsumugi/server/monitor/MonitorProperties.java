package org.tsumugi.server.monitor;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What operators are told of, and how.
 *
 * @param to who gets mail; nobody when empty
 * @param from the sender's address
 * @param language of mails
 * @param digestAt when the day's digest is made, in Japan
 * @param silentAfter how long a facility may send nothing, unless it has a value of its own
 * @param lag how long a file may wait to be mapped
 * @param freeSpace less free space than this in the home directory is too little
 */
@ConfigurationProperties("tsumugi.alert")
public record MonitorProperties(
        @DefaultValue List<String> to,
        @DefaultValue("") String from,
        @DefaultValue("en") Language language,
        @DefaultValue("07:30") LocalTime digestAt,
        @DefaultValue("26h") Duration silentAfter,
        @DefaultValue("1h") Duration lag,
        @DefaultValue("2GB") DataSize freeSpace) {

    /** Refuses what cannot work. */
    public MonitorProperties {
        if (!to.isEmpty() && from.isBlank()) {
            throw new IllegalArgumentException("tsumugi.alert.to needs tsumugi.alert.from, the sender's address");
        }
        to = List.copyOf(to);
    }

    boolean isMailWanted() {
        return !to.isEmpty();
    }
}
