package org.tsumugi.server.mllp;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.unit.DataSize;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.mllp.MllpProperties.ClientAuth;
import org.tsumugi.server.mllp.MllpProperties.Listener;
import org.tsumugi.server.receive.ByteBudget;
import org.tsumugi.server.receive.Intake;

/** All MLLP ports of this server. */
public final class MllpListeners {

    private static final DataSize LARGEST = DataSize.ofGigabytes(1);
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(10);

    private final Map<String, MllpListener> listeners = new LinkedHashMap<>();

    /**
     * Checks the settings; nothing listens yet.
     *
     * @param mayReceive whether files of a facility are taken now
     * @param memory that large frames take their room of
     * @throws MllpSettingsException when they cannot be used
     */
    public MllpListeners(
            MllpProperties properties,
            SslBundles bundles,
            Intake intake,
            Predicate<String> mayReceive,
            ByteBudget memory,
            MeterRegistry meters,
            Clock clock) {
        Deadlines deadlines = new Deadlines();
        for (Listener settings : properties.listeners()) {
            check(settings);
            FrameAnswers answers = new FrameAnswers(
                    settings.facility(),
                    new FrameFiles(settings.facility(), rules(settings)),
                    intake,
                    mayReceive,
                    meters,
                    clock);
            Connection.Means means = new Connection.Means(
                    settings.facility(),
                    answers,
                    settings.idle(),
                    Math.toIntExact(settings.maxFrame().toBytes()),
                    memory,
                    deadlines);
            MllpListener listener = new MllpListener(settings, means, transport(settings, bundles));
            if (listeners.put(settings.facility() + " " + settings.address() + " " + settings.port(), listener)
                    != null) {
                throw refused(settings, "is there twice", "が二重に設定されています");
            }
        }
    }

    private static void check(Listener settings) {
        if (!Facilities.isCode(settings.facility())) {
            throw refused(settings, "needs a facility code of 10 digits", "には 10 桁の医療機関コードが必要です");
        }
        if (settings.connections() < 1
                || settings.idle().isNegative()
                || settings.idle().isZero()
                || settings.maxFrame().toBytes() < 1
                || settings.maxFrame().compareTo(LARGEST) > 0) {
            throw refused(
                    settings,
                    "has a connections, idle or max-frame out of range",
                    "の connections、idle、max-frame のいずれかが範囲外です");
        }
        if (!isLoopback(settings) && (settings.sslBundle() == null || settings.clientAuth() != ClientAuth.NEED)) {
            throw refused(
                    settings,
                    "listens beyond loopback: it needs ssl-bundle, and client-auth must be need",
                    "はループバックの外で待ち受けるため、ssl-bundle と client-auth=need が必要です");
        }
        if (!settings.subjects().isEmpty() && settings.clientAuth() != ClientAuth.NEED) {
            throw refused(
                    settings, "has subjects but no client-auth=need", "に subjects がありますが client-auth=need ではありません");
        }
        try {
            new Gate(settings.allow());
        } catch (IllegalArgumentException e) {
            throw refused(settings, "has an allow that is no network: " + e.getMessage(), "の allow がネットワークではありません");
        }
    }

    private static boolean isLoopback(Listener settings) {
        try {
            return Arrays.stream(InetAddress.getAllByName(settings.address())).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            throw refused(settings, "has an unknown address", "のアドレスが不明です");
        }
    }

    private static List<HeaderRule> rules(Listener settings) {
        try {
            return settings.rules().stream().map(HeaderRule::new).toList();
        } catch (IllegalArgumentException e) {
            throw refused(settings, "has a rule that cannot be used: " + e.getMessage(), "の rules が正しくありません");
        }
    }

    private static Transport transport(Listener settings, SslBundles bundles) {
        String name = settings.sslBundle();
        if (name == null) {
            return Transport.PLAIN;
        }
        try {
            Transport.Tls tls = new Transport.Tls(bundles.getBundle(name), settings.clientAuth(), settings.subjects());
            bundles.addBundleUpdateHandler(name, tls::use);
            return tls;
        } catch (NoSuchSslBundleException | IllegalArgumentException | IllegalStateException e) {
            throw refused(
                    settings, "cannot use ssl-bundle or subjects: " + e.getMessage(), "の ssl-bundle か subjects が使えません");
        }
    }

    private static MllpSettingsException refused(Listener settings, String english, String japanese) {
        return new MllpSettingsException(
                "The MLLP listener of facility " + settings.facility() + " on " + settings.address() + " port "
                        + settings.port() + " " + english + ".",
                "医療機関 " + settings.facility() + " の MLLP リスナー(" + settings.address() + " ポート " + settings.port() + ")"
                        + japanese + "。");
    }

    /** Opens the ports. */
    public void start() {
        listeners.values().forEach(MllpListener::start);
    }

    /** Closes them; frames that were read are answered first. */
    public void stop() {
        long until = System.nanoTime() + FINISH_WITHIN.toNanos();
        listeners.values().forEach(MllpListener::stopListening);
        listeners.values().forEach(listener -> listener.stopConnections(until));
    }

    /** The port of the facility's first listener. */
    public int portOf(String facility) {
        return listeners.entrySet().stream()
                .filter(each -> each.getKey().startsWith(facility + " "))
                .map(each -> each.getValue().port())
                .findFirst()
                .orElseThrow(NoSuchElementException::new);
    }
}
