package org.tsumugi.server.access;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The clients of the facilities: rows, however many there are. A client belongs to one facility for ever; several of one facility
 * work at the same time, so that a secret is replaced without a moment in which none works.
 */
public final class FacilityClients implements RegisteredClientRepository {

    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 5;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String INSERT = """
            insert into tsumugi.facility_client (client_id, facility, secret_hash, created_at) values (?, ?, ?, ?)
            """;

    private static final String EXPIRE = """
            update tsumugi.facility_client set expires_at = least(expires_at, ?)
            where facility = ? and client_id <> ? and revoked_at is null
            """;

    private static final String REVOKE = """
            update tsumugi.facility_client set revoked_at = coalesce(revoked_at, ?) where client_id = ?
            """;

    private static final String SELECT =
            "select client_id, facility, created_at, expires_at, revoked_at, last_used_on from tsumugi.facility_client";
    private static final String ALL = SELECT + " order by created_at, client_id";
    private static final String OF_FACILITY = SELECT + " where facility = ? order by created_at, client_id";
    private static final String ONE = SELECT + " where client_id = ?";

    private static final String WORKING = """
            select c.client_id, c.secret_hash from tsumugi.facility_client c join tsumugi.facility f on f.code = c.facility
            where c.client_id = ? and c.revoked_at is null and (c.expires_at is null or c.expires_at > ?)
                and f.suspended_at is null
            """;

    private static final String USED = """
            update tsumugi.facility_client set last_used_on = ?
            where client_id = ? and (last_used_on is null or last_used_on < ?)
            """;

    private final JdbcOperations jdbc;
    private final PasswordEncoder encoder;
    private final Clock clock;

    /**
     * Clients in the migrated database behind {@code jdbc}.
     *
     * @param encoder what the token endpoint checks secrets with
     */
    public FacilityClients(JdbcOperations jdbc, PasswordEncoder encoder, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
    }

    /**
     * A new client of a registered facility. Its other ones stop working after {@code othersWorkFor}; joins an open transaction.
     *
     * @param facility 10-digit medical institution code
     */
    public IssuedClient issue(String facility, Duration othersWorkFor) {
        String clientId = facility + "-" + HexFormat.of().formatHex(random(ID_BYTES));
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES));
        Instant now = clock.instant();
        jdbc.update(INSERT, clientId, facility, encoder.encode(secret), Timestamp.from(now));
        jdbc.update(EXPIRE, Timestamp.from(now.plus(othersWorkFor)), facility, clientId);
        return new IssuedClient(facility, clientId, secret);
    }

    /** Ends a client for good, with the tokens that it has; says whether there is such a client. */
    public boolean revoke(String clientId) {
        return jdbc.update(REVOKE, now(), clientId) > 0;
    }

    /** The client of this id, whether it works or not. */
    public Optional<FacilityClient> find(String clientId) {
        return jdbc.query(ONE, (row, number) -> client(row), clientId).stream().findFirst();
    }

    /** All clients that the facility ever had, oldest first. */
    public List<FacilityClient> of(String facility) {
        return jdbc.query(OF_FACILITY, (row, number) -> client(row), facility);
    }

    /** All clients of all facilities, oldest first. */
    public List<FacilityClient> all() {
        return jdbc.query(ALL, (row, number) -> client(row));
    }

    /** Whether the client is neither revoked nor expired, and its facility not suspended. */
    public boolean isActive(String clientId) {
        return !jdbc.queryForList(WORKING, clientId, now()).isEmpty();
    }

    /** The client gets a token. */
    void used(String clientId) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.update(USED, today, clientId, today);
    }

    /** The token endpoint asks for this when it would hash the secret otherwise today. */
    @Override
    public void save(RegisteredClient changed) {
        jdbc.update(
                "update tsumugi.facility_client set secret_hash = ? where client_id = ?",
                changed.getClientSecret(),
                changed.getClientId());
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return jdbc
                .query(WORKING, (row, number) -> registered(row.getString(1), row.getString(2)), clientId, now())
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static RegisteredClient registered(String clientId, String secretHash) {
        return RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientSecret(secretHash)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(Scopes.SSMIX2_WRITE)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }

    private static FacilityClient client(ResultSet row) throws SQLException {
        return new FacilityClient(
                row.getString("client_id"),
                row.getString("facility"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("expires_at")),
                instant(row.getTimestamp("revoked_at")),
                row.getObject("last_used_on", LocalDate.class));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
