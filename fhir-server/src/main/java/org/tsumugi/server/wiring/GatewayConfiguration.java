package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.access.ActiveClients;
import org.tsumugi.server.access.FacilityClients;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.gateway.Gateway;
import org.tsumugi.server.gateway.GatewayController;
import org.tsumugi.server.operate.OperatorActions;

/** What lets hospitals in and what they ask and report besides sending files. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

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
}
