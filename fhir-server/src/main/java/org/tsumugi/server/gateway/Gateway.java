package org.tsumugi.server.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionOperations;
import org.tsumugi.server.access.ActiveClients;
import org.tsumugi.server.access.FacilityClient;
import org.tsumugi.server.access.FacilityClients;
import org.tsumugi.server.access.IssuedClient;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.facility.Facility;
import org.tsumugi.server.operate.OperatorActions;

/** What operators do with facilities and their clients; each is recorded and done in one transaction. */
public final class Gateway {

    private final Facilities facilities;
    private final FacilityClients clients;
    private final ActiveClients active;
    private final OperatorActions actions;
    private final TransactionOperations transactions;
    private final Clock clock;

    /** @param transactions that the other ones take part in */
    public Gateway(
            Facilities facilities,
            FacilityClients clients,
            ActiveClients active,
            OperatorActions actions,
            TransactionOperations transactions,
            Clock clock) {
        this.facilities = facilities;
        this.clients = clients;
        this.active = active;
        this.actions = actions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The first client of a facility; empty when it has one that works already. */
    Optional<IssuedClient> add(String facility) {
        return inTransaction(() -> {
            actions.record("facility add", facility);
            facilities.register(facility);
            return clients.of(facility).stream().anyMatch(client -> client.worksAt(clock.instant()))
                    ? Optional.empty()
                    : Optional.of(clients.issue(facility, Duration.ZERO));
        });
    }

    /** A further client; empty when the facility is not registered. */
    Optional<IssuedClient> rotate(String facility, Duration overlap) {
        return inTransaction(() -> {
            actions.record("client rotate", facility);
            return facilities.partitionOf(facility).isPresent()
                    ? Optional.of(clients.issue(facility, overlap))
                    : Optional.empty();
        });
    }

    /** Says whether there is such a client. */
    boolean revoke(String clientId) {
        Optional<FacilityClient> client = clients.find(clientId);
        boolean done = client.isPresent()
                && inTransaction(() -> {
                    actions.record("client revoke", clientId);
                    return clients.revoke(clientId);
                });
        active.forget();
        return done;
    }

    /** Says whether the facility is registered. */
    boolean suspend(String facility, boolean suspended) {
        boolean done = inTransaction(() -> {
            actions.record(suspended ? "facility suspend" : "facility resume", facility);
            return facilities.suspend(facility, suspended);
        });
        active.forget();
        return done;
    }

    List<GatewayController.Registered> all() {
        Map<String, List<FacilityClient>> byFacility =
                clients.all().stream().collect(Collectors.groupingBy(FacilityClient::facility));
        return facilities.all().stream()
                .map(facility -> registered(facility, byFacility.getOrDefault(facility.code(), List.of())))
                .toList();
    }

    Optional<GatewayController.Registered> one(String code) {
        return facilities.find(code).map(facility -> registered(facility, clients.of(code)));
    }

    private GatewayController.Registered registered(Facility facility, List<FacilityClient> own) {
        return new GatewayController.Registered(
                facility.code(),
                facility.registeredAt(),
                facility.suspendedAt(),
                own.stream()
                        .map(client -> GatewayController.Client.of(
                                client, facility.suspendedAt() == null && client.worksAt(clock.instant())))
                        .toList());
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
        return Objects.requireNonNull(transactions.execute(status -> work.get()));
    }
}
