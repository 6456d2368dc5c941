package org.tsumugi.server.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.mllp.MllpListeners;
import org.tsumugi.server.mllp.MllpProperties;
import org.tsumugi.server.receive.ByteBudget;
import org.tsumugi.server.receive.Intake;

/** Receiving by MLLP. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MllpProperties.class)
class MllpConfiguration {

    @Bean
    MllpListeners mllpListeners(
            MllpProperties properties,
            SslBundles bundles,
            Intake intake,
            Facilities facilities,
            ByteBudget receiveMemory,
            MeterRegistry meters,
            Clock clock) {
        return new MllpListeners(
                properties,
                bundles,
                intake,
                code -> facilities
                        .find(code)
                        .filter(facility -> facility.suspendedAt() == null)
                        .isPresent(),
                receiveMemory,
                meters,
                clock);
    }

    @Bean
    SmartLifecycle mllpLifecycle(MllpListeners listeners) {
        return new RunsWithServer(listeners::start, listeners::stop);
    }
}
