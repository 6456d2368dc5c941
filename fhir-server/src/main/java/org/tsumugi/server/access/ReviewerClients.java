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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * The people who decide about persons, as clients. A name is somebody's for ever, also when it is revoked: decisions give it. A secret
 * that is replaced ends at once, with the tokens that were given for it.
 */
public final class ReviewerClients implements RegisteredClientRepository {

    /** Unlike the operator, a facility's client, which begins with digits, and a demo client. */
    private static final Pattern NAME = Pattern.compile("(?!operator$)(?!demo-)[a-z][a-z0-9._-]{1,39}");

    private static final int SECRET_BYTES = 32;
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String INSERT = """
            insert into tsumugi.reviewer (name, secret_hash, added_at) values (?, ?, ?) on conflict do nothing
            """;

    private static final String RENEW = """
            update tsumugi.reviewer set secret_hash = ?, renewed_at = ?, generation = generation + 1
            where name = ? and revoked_at is null
            """;

    private static final String REVOKE = """
            update tsumugi.reviewer set revoked_at = coalesce(revoked_at, ?) where name = ?
            """;

    private static final String WORKING =
            "select name, secret_hash from tsumugi.reviewer where name = ? and revoked_at is null";

    private static final String USED = """
            update tsumugi.reviewer set last_used_on = ? where name = ? and (last_used_on is null or last_used_on < ?)
            """;

    private final JdbcOperations jdbc;
    private final PasswordEncoder encoder;
    private final Clock clock;

    /**
     * Clients in the migrated database behind {@code jdbc}.
     *
     * @param encoder what the token endpoint checks secrets with
     */
    public ReviewerClients(JdbcOperations jdbc, PasswordEncoder encoder, Clock clock) {
        this.jdbc = jdbc;
        this.encoder = encoder;
        this.clock = clock;
    }

    /** Whether a reviewer may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The secret of a new reviewer, told this one time; empty when the name was given before. */
    public Optional<String> add(String name) {
        String secret = secret();
        return jdbc.update(INSERT, name, encoder.encode(secret), now()) > 0 ? Optional.of(secret) : Optional.empty();
    }

    /** A new secret in place of the one that there is; empty when there is no such reviewer, or no longer. */
    public Optional<String> renew(String name) {
        String secret = secret();
        return jdbc.update(RENEW, encoder.encode(secret), now(), name) > 0 ? Optional.of(secret) : Optional.empty();
    }

    /** Ends it for good, with its tokens; says whether there is such a reviewer. */
    public boolean revoke(String name) {
        return jdbc.update(REVOKE, now(), name) > 0;
    }

    /** All that there ever were, by name. */
    public List<Reviewer> all() {
        return jdbc.query(
                "select name, added_at, renewed_at, revoked_at, last_used_on from tsumugi.reviewer order by name",
                (row, number) -> reviewer(row));
    }

    /** Whether a token that was given under this secret is still worth something. */
    boolean isActive(String name, int generation) {
        return generationOf(name).filter(now -> now == generation).isPresent();
    }

    /** Which secret it is, counted; empty for no reviewer who may sign in. */
    Optional<Integer> generationOf(String name) {
        return jdbc
                .queryForList(
                        "select generation from tsumugi.reviewer where name = ? and revoked_at is null",
                        Integer.class,
                        name)
                .stream()
                .findFirst();
    }

    /** It gets a token. */
    void used(String name) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        jdbc.update(USED, today, name, today);
    }

    /** The token endpoint asks for this when it would hash the secret otherwise today. */
    @Override
    public void save(RegisteredClient changed) {
        jdbc.update(
                "update tsumugi.reviewer set secret_hash = ? where name = ?",
                changed.getClientSecret(),
                changed.getClientId());
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return jdbc.query(WORKING, (row, number) -> registered(row.getString(1), row.getString(2)), clientId).stream()
                .findFirst()
                .orElse(null);
    }

    private static RegisteredClient registered(String name, String secretHash) {
        return RegisteredClient.withId(name)
                .clientId(name)
                .clientSecret(secretHash)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .scope(Scopes.REVIEW)
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(TOKEN_LIFE)
                        .build())
                .build();
    }

    private static Reviewer reviewer(ResultSet row) throws SQLException {
        return new Reviewer(
                row.getString("name"),
                row.getTimestamp("added_at").toInstant(),
                instant(row.getTimestamp("renewed_at")),
                instant(row.getTimestamp("revoked_at")),
                row.getObject("last_used_on", LocalDate.class));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
