package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.access.ActiveClients;
import org.tsumugi.server.access.FacilityClients;
import org.tsumugi.server.connector.ConnectorProperties;
import org.tsumugi.server.connector.ReceiveConnector;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.gateway.Gateway;
import org.tsumugi.server.gateway.GatewayController;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.receive.RequestGate;
import org.tsumugi.server.refusal.RefusalController;
import org.tsumugi.server.refusal.RefusalDesk;
import org.tsumugi.server.refusal.RefusalDeskController;
import org.tsumugi.server.refusal.RefusedPatients;
import org.tsumugi.server.sender.SenderController;
import org.tsumugi.server.sender.SenderDeskController;
import org.tsumugi.server.sender.SenderReports;
import org.tsumugi.server.store.Reprocessing;

/** What lets hospitals in and what they ask and report besides sending files. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectorProperties.class)
class GatewayConfiguration {

    private static final int REPORTS = 16;
    private static final int REPORTS_OF_ONE_FACILITY = 4;

    @Bean
    GatewayController gatewayController(
            Facilities facilities,
            FacilityClients clients,
            ActiveClients active,
            OperatorActions actions,
            TransactionTemplate transactions,
            Clock clock) {
        return new GatewayController(new Gateway(facilities, clients, active, actions, transactions, clock));
    }

    @Bean
    RefusedPatients refusedPatients(JdbcTemplate jdbc) {
        return new RefusedPatients(jdbc);
    }

    @Bean
    RefusalController refusalController(RefusedPatients refused) {
        return new RefusalController(refused);
    }

    @Bean
    RefusalDeskController refusalDeskController(
            JdbcTemplate jdbc,
            Clock clock,
            Reprocessing reprocessing,
            RefusedPatients refused,
            Facilities facilities,
            OperatorActions actions) {
        return new RefusalDeskController(
                new RefusalDesk(jdbc, clock, reprocessing::change), refused, facilities, actions);
    }

    @Bean
    SenderReports senderReports(JdbcTemplate jdbc, Clock clock) {
        return new SenderReports(jdbc, clock);
    }

    /** A facility has a few senders, which report every few minutes. */
    @Bean
    SenderController senderController(SenderReports reports, Clock clock) {
        return new SenderController(reports, new RequestGate(REPORTS, REPORTS_OF_ONE_FACILITY), clock);
    }

    @Bean
    SenderDeskController senderDeskController(
            SenderReports reports,
            Facilities facilities,
            OperatorActions actions,
            TransactionTemplate transactions,
            Clock clock) {
        return new SenderDeskController(reports, facilities, actions, transactions, clock);
    }

    /** After the access log, which is to show what is refused here. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> receiveConnector(
            ConnectorProperties properties, SslBundles bundles) {
        return server -> ReceiveConnector.addTo(server, properties, bundles);
    }
}
