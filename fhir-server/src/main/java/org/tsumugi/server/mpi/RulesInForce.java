package org.tsumugi.server.mpi;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.tsumugi.mpi.compare.Normalizer;
import org.tsumugi.mpi.compare.RecordComparer;
import org.tsumugi.mpi.index.PersonIndex;
import org.tsumugi.mpi.match.Matcher;
import org.tsumugi.mpi.match.SearchKeys;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.mpi.rule.Rules;
import org.tsumugi.mpi.rule.RulesFile;
import org.tsumugi.mpi.score.Model;

/** The rules and the model by which all processes on one database decide now. */
public final class RulesInForce {

    private static final String CURRENT = """
            select r.version, m.version from tsumugi.person_rules r cross join tsumugi.person_model m
            where r.current and m.current
            """;

    private final JdbcOperations jdbc;
    private final Normalizer normalizer;
    private final RecordComparer comparer;
    private final Clock clock;
    private volatile @Nullable Deciding deciding;

    /** @param forms which kanji are forms of one */
    public RulesInForce(JdbcOperations jdbc, KanjiForms forms, Clock clock) {
        this.jdbc = jdbc;
        this.normalizer = new Normalizer(forms);
        this.comparer = new RecordComparer(forms);
        this.clock = clock;
    }

    /**
     * What decides, all of one version.
     *
     * @param index links
     * @param matcher finds candidates
     */
    public record Deciding(Rules rules, Model model, PersonIndex index, Matcher matcher) {}

    /** What decides now; inside a transaction, what decided when it began to ask. */
    public Deciding now() {
        Map<String, String> versions = versions();
        Deciding known = deciding;
        if (known != null
                && known.rules().version().equals(versions.get("rules"))
                && known.model().version().equals(versions.get("model"))) {
            return known;
        }
        Deciding loaded = of(
                RulesFile.read(body("person_rules", versions.getOrDefault("rules", ""))),
                Model.fromJson(body("person_model", versions.getOrDefault("model", ""))));
        deciding = loaded;
        return loaded;
    }

    /** What would decide by these. */
    public Deciding of(Rules rules, Model model) {
        return new Deciding(
                rules,
                model,
                new PersonIndex(rules, normalizer, comparer, new SearchKeys()),
                new Matcher(rules, normalizer, comparer, model));
    }

    /** Brings records into comparable form. */
    public Normalizer normalizer() {
        return normalizer;
    }

    /** Compares them. */
    public RecordComparer comparer() {
        return comparer;
    }

    private Map<String, String> versions() {
        Map<String, String> versions = ask();
        if (versions.isEmpty()) {
            takeStandard();
            versions = ask();
        }
        return versions;
    }

    private Map<String, String> ask() {
        return jdbc
                .query(CURRENT, (row, number) -> Map.of("rules", row.getString(1), "model", row.getString(2)))
                .stream()
                .findFirst()
                .orElse(Map.of());
    }

    /** Of a new database; another process may do the same at the same time. */
    private void takeStandard() {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        Rules rules = RulesFile.standard();
        jdbc.update("""
                insert into tsumugi.person_rules (version, body, activated_at, activated_by, reason, current)
                values (?, ?, ?, 'tsumugi', 'the rules that come with the product', true) on conflict do nothing
                """, rules.version(), RulesFile.standardText(), now);
        Model model = Model.initial();
        jdbc.update("""
                insert into tsumugi.person_model (version, body, activated_at, activated_by, current)
                values (?, ?, ?, 'tsumugi', true) on conflict do nothing
                """, model.version(), model.toJson(), now);
    }

    private String body(String table, String version) {
        String body =
                jdbc.queryForObject("select body from tsumugi." + table + " where version = ?", String.class, version);
        if (body == null) {
            throw new IllegalStateException("a version without a text");
        }
        return body;
    }
}
