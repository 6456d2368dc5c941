package org.tsumugi.mpi.score;

/**
 * The names that two records have in common, as the keys under which {@link Frequencies} count them. Empty where they have none in
 * common, or it is not to be weighed by frequency.
 *
 * @param familyName 姓
 * @param givenName 名
 * @param reading both in kana
 */
public record Terms(String familyName, String givenName, String reading) {

    /** No name is weighed by its frequency. */
    public static final Terms NONE = new Terms("", "", "");

    String of(Feature feature) {
        return switch (feature) {
            case FAMILY_NAME -> familyName;
            case GIVEN_NAME -> givenName;
            case READING -> reading;
            default -> "";
        };
    }

    /** No name appears in logs. */
    @Override
    public String toString() {
        return "Terms[]";
    }
}
