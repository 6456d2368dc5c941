package org.tsumugi.server.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.access.PathRules;
import org.tsumugi.server.access.Refusals;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.monitor.Alarms;
import org.tsumugi.server.monitor.Bell;
import org.tsumugi.server.monitor.DatabaseHealth;
import org.tsumugi.server.monitor.FacilityMetrics;
import org.tsumugi.server.monitor.FacilitySettingsTable;
import org.tsumugi.server.monitor.HealthController;
import org.tsumugi.server.monitor.MailOutbox;
import org.tsumugi.server.monitor.MetricsProperties;
import org.tsumugi.server.monitor.Monitor;
import org.tsumugi.server.monitor.MonitorProperties;
import org.tsumugi.server.monitor.QueueView;
import org.tsumugi.server.monitor.ReceivedCounts;
import org.tsumugi.server.monitor.SenderView;
import org.tsumugi.server.monitor.ServerConditions;
import org.tsumugi.server.monitor.SmtpPostman;
import org.tsumugi.server.monitor.TalliedCounts;
import org.tsumugi.server.monitor.Volume;
import org.tsumugi.server.monitor.Watch;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.sender.SenderProperties;
import org.tsumugi.server.sender.SenderReports;

/** What operators see and are told. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({MonitorProperties.class, MetricsProperties.class, SenderProperties.class})
class MonitorConfiguration {

    /** By this name it takes the place of Spring Boot's. */
    @Bean
    DatabaseHealth dbHealthIndicator(DataSource database) {
        return new DatabaseHealth(database);
    }

    @Bean
    FacilitySettingsTable facilitySettingsTable(JdbcTemplate jdbc) {
        return new FacilitySettingsTable(jdbc);
    }

    @Bean
    ReceivedCounts receivedCounts(JdbcTemplate jdbc) {
        return new TalliedCounts(jdbc);
    }

    @Bean
    Alarms alarms(JdbcTemplate jdbc) {
        return new Alarms(jdbc);
    }

    @Bean
    Watch watch(
            FacilitySettingsTable settings,
            ReceivedCounts received,
            JdbcTemplate jdbc,
            Alarms alarms,
            TsumugiHome home,
            SealedRawStore raw,
            MonitorProperties properties) {
        return new Watch(
                settings,
                received,
                new SenderView(jdbc),
                alarms,
                new ServerConditions(
                        jdbc,
                        List.of(
                                new Volume(
                                        "home",
                                        () -> OptionalLong.of(Files.getFileStore(home.directory())
                                                .getUsableSpace())),
                                new Volume("raw", raw::room)),
                        properties.freeSpace().toBytes()),
                new QueueView(jdbc),
                properties);
    }

    @Bean
    MailOutbox mailOutbox(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            ObjectProvider<JavaMailSenderImpl> smtp,
            MonitorProperties properties) {
        JavaMailSenderImpl sender = smtp.getIfAvailable(JavaMailSenderImpl::new);
        if (!properties.to().isEmpty() && sender.getHost() == null) {
            throw new IllegalStateException("tsumugi.alert.to is set, but no SMTP server: set spring.mail.host");
        }
        return new MailOutbox(jdbc, transactions, new SmtpPostman(sender, properties.from(), properties.to()));
    }

    @Bean
    FacilityMetrics facilityMetrics(MeterRegistry meters, MetricsProperties properties) {
        return new FacilityMetrics(meters, properties.facilities());
    }

    @Bean
    Bell bell(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Watch watch,
            Alarms alarms,
            MailOutbox outbox,
            MonitorProperties properties) {
        return new Bell(jdbc, transactions, watch, alarms, outbox, properties);
    }

    @Bean
    SmartLifecycle monitorLifecycle(
            Watch watch,
            Bell bell,
            FacilityMetrics metrics,
            MailOutbox outbox,
            SenderReports reports,
            SenderProperties senders,
            Clock clock) {
        Runnable pruning = () -> reports.forgetBefore(
                LocalDate.ofInstant(clock.instant().minus(senders.keepSummaries()), ZoneOffset.UTC));
        Monitor monitor = new Monitor(watch, bell, metrics, outbox, pruning, clock);
        return new RunsWithServer(monitor::start, monitor::stop);
    }

    /** Before the chain that refuses whatever no other lets through. */
    @Bean
    @Order(4)
    SecurityFilterChain metricsEndpoint(HttpSecurity http, MetricsProperties properties) throws Exception {
        return AccessConfiguration.stateless(http, AccessConfiguration.NOTHING_ACTIVE)
                .securityMatcher(EndpointRequest.to("prometheus"))
                .authorizeHttpRequests(requests -> requests.anyRequest().access(PathRules.metrics(properties.open())))
                .oauth2ResourceServer(server -> server.jwt(Customizer.withDefaults())
                        .authenticationEntryPoint(Refusals.bearerNeeded())
                        .accessDeniedHandler(Refusals.deniedWith(Failure.NOT_FOUND)))
                .build();
    }

    @Bean
    HealthController healthController(
            Watch watch, FacilitySettingsTable settings, OperatorActions actions, Clock clock) {
        return new HealthController(watch, settings, actions, clock);
    }
}
