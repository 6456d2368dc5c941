package org.tsumugi.testbed.search.data;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a record is about. */
public enum Kind {
    DISEASE("Condition", "onset-date", null, "disease_parts.tsv", 20, 20_000, 6),
    DRUG("MedicationRequest", "authoredon", "dose-quantity", "drug_parts.tsv", 40, 18_000, 8),
    TEST("Observation", "date", "value-quantity", "test_parts.tsv", 40, 7_000, 25);

    private final String type;
    private final String day;
    private final Optional<String> amount;
    private final String parts;
    private final int share;
    private final int names;
    private final int usual;

    Kind(String type, String day, @Nullable String amount, String parts, int share, int names, int usual) {
        this.type = type;
        this.day = day;
        this.amount = Optional.ofNullable(amount);
        this.parts = parts;
        this.share = share;
        this.names = names;
        this.usual = usual;
    }

    /** FHIR resource type. */
    public String type() {
        return type;
    }

    /** The search parameter of its date. */
    public String day() {
        return day;
    }

    /** The search parameter of its amount, where it has one. */
    public Optional<String> amount() {
        return amount;
    }

    /** The table of what its names are composed of. */
    String parts() {
        return parts;
    }

    /** Of a hundred records so many are of this kind. */
    int share() {
        return share;
    }

    /** So many names there are. */
    int names() {
        return names;
    }

    /** Most of a person's records bear one of so many names. */
    int usual() {
        return usual;
    }
}
