package org.tsumugi.mpi.match;

import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.NameBasis;
import org.tsumugi.mpi.PersonName.Use;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.NormalName;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.date.DateComparison;
import org.tsumugi.mpi.name.NameComparison;
import org.tsumugi.mpi.rule.NumberKind;
import org.tsumugi.mpi.score.Feature;
import org.tsumugi.mpi.score.Pattern;
import org.tsumugi.mpi.score.Terms;

/** What the score looks at in a comparison. */
final class Features {

    private Features() {}

    /** The levels of all features; a feature of which one of the two says nothing is missing. */
    static Pattern of(Comparison comparison, NormalRecord one, NormalRecord other) {
        Pattern pattern = name(Pattern.NOTHING, Feature.FAMILY_NAME, comparison.familyAsWritten());
        pattern = name(pattern, Feature.GIVEN_NAME, comparison.givenAsWritten());
        pattern = reading(pattern, comparison.reading());
        pattern = birthDate(pattern, comparison.birthDate());
        pattern = plain(pattern, Feature.SEX, comparison.sex());
        pattern = number(pattern, comparison);
        pattern = postalCode(pattern, one.postalCode(), other.postalCode());
        return plain(pattern, Feature.PHONE, comparison.phone());
    }

    private static Pattern name(Pattern pattern, Feature feature, NameComparison found) {
        return switch (found.agreement()) {
            case MISSING -> pattern;
            case SAME -> pattern.with(feature, "SAME");
            case SAME_IN_OTHER_FORM -> pattern.with(feature, "OTHER_FORM");
            case SIMILAR -> pattern.with(feature, found.bases().contains(NameBasis.FORMER_NAME) ? "FORMER" : "SIMILAR");
            case DIFFERENT -> pattern.with(feature, "DIFFERENT");
        };
    }

    /** One fact counts once: when the family name is another and the given name is not, both read otherwise than before. */
    private static Pattern reading(Pattern pattern, NameComparison found) {
        int family = pattern.level(Feature.FAMILY_NAME);
        int given = pattern.level(Feature.GIVEN_NAME);
        boolean isTold = family == Feature.FAMILY_NAME.different()
                && (given == Feature.GIVEN_NAME.same() || given == Feature.GIVEN_NAME.level("OTHER_FORM"));
        return isTold && found.agreement() == Agreement.DIFFERENT ? pattern : name(pattern, Feature.READING, found);
    }

    private static Pattern birthDate(Pattern pattern, DateComparison found) {
        return switch (found.agreement()) {
            case MISSING -> pattern;
            case SAME, SAME_IN_OTHER_FORM -> pattern.with(Feature.BIRTH_DATE, found.weak() ? "WEAK_SAME" : "SAME");
            case SIMILAR -> pattern.with(Feature.BIRTH_DATE, found.slip().name());
            case DIFFERENT -> pattern.with(Feature.BIRTH_DATE, "DIFFERENT");
        };
    }

    private static Pattern plain(Pattern pattern, Feature feature, Agreement found) {
        return switch (found) {
            case MISSING -> pattern;
            case SAME, SAME_IN_OTHER_FORM -> pattern.with(feature, "SAME");
            case SIMILAR, DIFFERENT -> pattern.with(feature, "DIFFERENT");
        };
    }

    /** One fact counts once: the household's number only where the person's own is not known of both. */
    private static Pattern number(Pattern pattern, Comparison comparison) {
        Agreement individual =
                comparison.number(NumberKind.INDIVIDUAL_NUMBER).or(comparison.number(NumberKind.LATE_ELDERLY_NUMBER));
        Agreement household = comparison.number(NumberKind.HOUSEHOLD_NUMBER);
        return switch (individual) {
            case MISSING -> plain(pattern, Feature.HOUSEHOLD_NUMBER, household);
            case SAME, SAME_IN_OTHER_FORM -> pattern.with(Feature.INDIVIDUAL_NUMBER, "SAME");
            case SIMILAR, DIFFERENT ->
                pattern.with(Feature.INDIVIDUAL_NUMBER, household == Agreement.SAME ? "BRANCH_DIFFERS" : "DIFFERENT");
        };
    }

    private static Pattern postalCode(Pattern pattern, String one, String other) {
        if (one.length() != 7 || other.length() != 7) {
            return pattern;
        }
        String level = one.equals(other) ? "SAME" : one.regionMatches(0, other, 0, 3) ? "NEAR" : "DIFFERENT";
        return pattern.with(Feature.POSTAL_CODE, level);
    }

    /** The present name, whose frequency says how much it tells when two agree in it. */
    static Terms terms(NormalRecord record) {
        for (NormalName name : record.names()) {
            if (name.use() == Use.OFFICIAL) {
                return new Terms(
                        name.family().reduced(),
                        name.given().reduced(),
                        name.wholeKana().sound());
            }
        }
        return Terms.NONE;
    }
}
