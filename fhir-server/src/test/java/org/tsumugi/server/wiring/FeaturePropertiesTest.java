package org.tsumugi.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.server.demo.DemoNetwork;
import org.tsumugi.server.fhir.FhirProperties;
import org.tsumugi.server.mllp.MllpProperties;
import org.tsumugi.server.monitor.Language;
import org.tsumugi.server.monitor.MetricsProperties;
import org.tsumugi.server.monitor.MonitorProperties;
import org.tsumugi.server.raw.RawProperties;
import org.tsumugi.server.receive.ReceiveLimits;
import org.tsumugi.server.receive.ReceiveProperties;
import org.tsumugi.server.store.StoreProperties;

/** The defaults that docs/configuration.md promises. */
class FeaturePropertiesTest {

    @Test
    void defaultsShouldBeAsDocumented() {
        assertThat(bind(ReceiveProperties.class, Map.of()))
                .isEqualTo(new ReceiveProperties(
                        PatientIdMismatch.QUARANTINE,
                        DataSize.ofMegabytes(64),
                        DataSize.ofGigabytes(4),
                        256,
                        16,
                        null));
        assertThat(bind(RawProperties.class, Map.of())).isEqualTo(new RawProperties("", DataSize.ofMegabytes(256), ""));
        assertThat(bind(StoreProperties.class, Map.of())).isEqualTo(new StoreProperties(2));
        assertThat(bind(FhirProperties.class, Map.of())).isEqualTo(new FhirProperties(Systems.URL));
        assertThat(bind(DemoNetwork.class, Map.of())).isEqualTo(new DemoNetwork(3, 200, 7));
    }

    @Test
    void valuesShouldBeReadByTheirDocumentedNames() {
        assertThat(bind(
                        ReceiveProperties.class,
                        Map.of(
                                "tsumugi.receive.patient-id-mismatch", "accept",
                                "tsumugi.receive.max-file-size", "1KB",
                                "tsumugi.receive.max-upload-size", "2KB",
                                "tsumugi.receive.max-requests", "3",
                                "tsumugi.receive.max-requests-per-facility", "4",
                                "tsumugi.receive.memory", "5KB")))
                .returns(PatientIdMismatch.ACCEPT, ReceiveProperties::patientIdMismatch)
                .returns(new ReceiveLimits(1024, 2048, 3, 4, 5120), ReceiveProperties::limits);
        assertThat(bind(FhirProperties.class, Map.of("tsumugi.fhir.systems", "oid"))
                        .systems())
                .isEqualTo(Systems.OID);
    }

    @Test
    void alertsShouldBeAsDocumented() {
        assertThat(bind(MonitorProperties.class, Map.of()))
                .isEqualTo(new MonitorProperties(
                        List.of(),
                        "",
                        Language.EN,
                        LocalTime.of(7, 30),
                        Duration.ofHours(26),
                        Duration.ofHours(1),
                        DataSize.ofGigabytes(2)));
        assertThat(bind(MetricsProperties.class, Map.of())).isEqualTo(new MetricsProperties(false, 1000));
        assertThatThrownBy(() -> bind(MonitorProperties.class, Map.of("tsumugi.alert.to", "a@example.jp")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("tsumugi.alert.from");
    }

    @Test
    void mllpListenersShouldBeAsDocumented() {
        assertThat(bind(MllpProperties.class, Map.of())).isEqualTo(new MllpProperties(List.of()));
        String listener = "tsumugi.mllp.listeners[0].";
        assertThat(bind(
                                MllpProperties.class,
                                Map.of(
                                        listener + "facility", "1234567890",
                                        listener + "port", "2575",
                                        listener + "rules[0].when.MSH-9", "ADT^A08",
                                        listener + "rules[0].when.[MSH-9.2]", "A08",
                                        listener + "rules[0].type", "ADT-00"))
                        .listeners())
                .containsExactly(new MllpProperties.Listener(
                        "1234567890",
                        "127.0.0.1",
                        2575,
                        null,
                        MllpProperties.ClientAuth.NEED,
                        List.of(),
                        List.of(),
                        16,
                        DataSize.ofMegabytes(4),
                        Duration.ofMinutes(5),
                        List.of(new MllpProperties.Rule(
                                Map.of("MSH-9", "ADT^A08", "MSH-9.2", "A08"),
                                "ADT-00",
                                "PID-3.1",
                                null,
                                null,
                                "MSH-7",
                                null,
                                null))));
    }

    @Test
    void noWorkersShouldBeRefused() {
        assertThatThrownBy(() -> bind(StoreProperties.class, Map.of("tsumugi.store.workers", "0")))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining("tsumugi.store.workers");
    }

    private static <T> T bind(Class<T> type, Map<String, String> properties) {
        String prefix = Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class))
                .value();
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
