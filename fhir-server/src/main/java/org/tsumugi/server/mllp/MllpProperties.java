package org.tsumugi.server.mllp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which facilities send by MLLP.
 *
 * @param listeners one for each; none by default
 */
@ConfigurationProperties("tsumugi.mllp")
public record MllpProperties(@DefaultValue List<Listener> listeners) {

    /**
     * One facility's listener.
     *
     * @param facility 10-digit medical institution code
     * @param address where it listens
     * @param port the port; 0 for any free one
     * @param sslBundle name of the {@code spring.ssl.bundle} with the server's certificate and the authorities of its clients; null
     *     for no TLS, which only loopback may have
     * @param clientAuth whether a client must show a certificate
     * @param subjects the subjects of the client certificates that are let in; all that the authorities vouch for when empty
     * @param allow addresses and networks (CIDR) that may connect; all when empty
     * @param connections how many at once
     * @param maxFrame the largest frame
     * @param idle how long a connection may say nothing, and how long a frame may take
     * @param rules what storage file a message is; the first rule that fits counts
     */
    public record Listener(
            String facility,
            @DefaultValue("127.0.0.1") String address,
            int port,
            @Nullable String sslBundle,
            @DefaultValue("need") ClientAuth clientAuth,
            @DefaultValue List<String> subjects,
            @DefaultValue List<String> allow,
            @DefaultValue("16") int connections,
            @DefaultValue("4MB") DataSize maxFrame,
            @DefaultValue("5m") Duration idle,
            @DefaultValue List<Rule> rules) {}

    /** Whether a client must show a certificate. */
    public enum ClientAuth {
        NEED,
        NONE
    }

    /**
     * Which storage file a message is. Places are fields such as {@code ORC-2} or components such as {@code PID-3.1}.
     *
     * @param when place → value; a value fits when it is the field, or its first components
     * @param type データ種別
     * @param patient where 患者ID is
     * @param date where 診療日 is; null for types that have none
     * @param order where オーダNo is; null for none
     * @param time where 発生日時 is
     * @param department where 診療科コード is; null for none
     * @param action where insert or delete is; null when every message inserts
     */
    public record Rule(
            @DefaultValue Map<String, String> when,
            String type,
            @DefaultValue("PID-3.1") String patient,
            @Nullable String date,
            @Nullable String order,
            @DefaultValue("MSH-7") String time,
            @Nullable String department,
            @Nullable Action action) {}

    /**
     * Whether a message deletes.
     *
     * @param field where it says so
     * @param delete the values that delete
     */
    public record Action(String field, @DefaultValue List<String> delete) {}
}
