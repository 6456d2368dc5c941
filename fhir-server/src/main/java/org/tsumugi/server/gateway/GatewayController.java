package org.tsumugi.server.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.access.FacilityClient;
import org.tsumugi.server.access.IssuedClient;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** Facilities and their clients, for operators. */
@RestController
public final class GatewayController {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(366);

    private final Gateway gateway;

    /** A face of {@code gateway}. */
    public GatewayController(Gateway gateway) {
        this.gateway = gateway;
    }

    /** @param facility 10-digit medical institution code */
    record Named(@Nullable String facility) {}

    /**
     * @param facility 10-digit medical institution code
     * @param overlapSeconds how long the clients that it has work on
     */
    record Rotation(@Nullable String facility, long overlapSeconds) {}

    /**
     * A facility with the clients that it ever had.
     *
     * @param suspendedAt since when it is shut out; null when it is not
     */
    record Registered(
            String facility, Instant registeredAt, @Nullable Instant suspendedAt, List<Client> clients) {}

    /** @param active whether it can get a token now */
    record Client(
            String clientId,
            boolean active,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable String lastUsedOn) {

        static Client of(FacilityClient client, boolean active) {
            return new Client(
                    client.clientId(),
                    active,
                    client.createdAt(),
                    client.expiresAt(),
                    client.revokedAt(),
                    client.lastUsedOn() == null ? null : client.lastUsedOn().toString());
        }
    }

    /** Registers a facility and gives it its first client. */
    @PostMapping("/operator/facilities")
    ResponseEntity<IssuedClient> add(@RequestBody Named asked) {
        return created(gateway.add(code(asked.facility())).orElseThrow(() -> new RefusedException(Failure.CONFLICT)));
    }

    /** A further client, which takes the place of those that the facility has. */
    @PostMapping("/operator/clients")
    ResponseEntity<IssuedClient> rotate(@RequestBody Rotation asked) {
        Duration overlap = Duration.ofSeconds(Math.max(0, asked.overlapSeconds()));
        if (overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return created(gateway.rotate(code(asked.facility()), overlap)
                .orElseThrow(() -> new RefusedException(Failure.NOT_FOUND)));
    }

    /** The clients of one facility or of all. */
    @GetMapping("/operator/clients")
    List<Registered> clients(@RequestParam(required = false) @Nullable String facility) {
        return facility == null
                ? gateway.all()
                : List.of(gateway.one(code(facility)).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND)));
    }

    @DeleteMapping("/operator/clients/{id}")
    ResponseEntity<Void> revoke(@PathVariable String id) {
        return done(gateway.revoke(id));
    }

    @PutMapping("/operator/facilities/{code}/suspension")
    ResponseEntity<Void> suspend(@PathVariable String code) {
        return done(gateway.suspend(code(code), true));
    }

    @DeleteMapping("/operator/facilities/{code}/suspension")
    ResponseEntity<Void> resume(@PathVariable String code) {
        return done(gateway.suspend(code(code), false));
    }

    private static ResponseEntity<IssuedClient> created(IssuedClient client) {
        return ResponseEntity.status(HttpStatus.CREATED).body(client);
    }

    private static ResponseEntity<Void> done(boolean found) {
        if (!found) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        return ResponseEntity.noContent().build();
    }

    private static String code(@Nullable String facility) {
        if (facility == null || !Facilities.isCode(facility)) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return facility;
    }
}
