package org.tsumugi.testbed.population.life;

/**
 * How much a life changes in a year, and how the people are composed. Rates are chances within one year for one who can be
 * concerned.
 *
 * <p>Households are of two kinds, mobile and settled, because one constant rate cannot be both of what the national trial observed:
 * 78 % of the people were still found by household number after one year, which at a constant rate leaves 0.78<sup>10</sup> = 8 %
 * after ten, and 25 % were found. {@link #standard()} is fitted to these two anchors, as variant c of
 * {@code org.tsumugi.testbed.trial} sees them without errors of writing: of the households 43 % are mobile, whose employees change
 * to another employer with 38.3 % a year; the settled do with 2.8 %; any number is renewed with 1.8 %. Measured on 900,000 people this
 * leaves 77.9 % after one year, 55.6 % after three, 43.2 % after five and 25.2 % after ten (with the published errors of writing, on
 * 100,000 people, 66.4, 47.4, 36.6 and 21.3 %). These four rates are higher than what
 * statistics of employment say of job changes, and stand for all that makes an insurer give a new number. The others are of the
 * order of published statistics of Japan, rounded.
 *
 * @param mobileShare share of the households that are mobile
 * @param jobChangeMobile an employee of a mobile household gets a new employer, and all who are insured through them a new number
 * @param jobChangeSettled the same in a settled household
 * @param betweenJobs share of those who leave an employer without a new one
 * @param jobFound one under 60 without a job finds one
 * @param retirement an employee over 60 stops
 * @param renumbering an insurer or employer gives a new number for no reason of the household's
 * @param numberReuse share of new numbers at an employer that somebody who left had before
 * @param moveMobile a mobile household moves
 * @param moveSettled a settled household moves
 * @param elsewhere share of moves to another place of the region
 * @param leavingHome a grown child without a job begins to work
 * @param marriage an unmarried woman of 20 to 45 marries
 * @param husbandTakesName share of the couples who take the wife's family name
 * @param divorce a couple parts
 * @param nameResumed share of the divorced who take their former family name again
 * @param birth a married woman of 22 to 40 has a child
 * @param twins share of births that are twins
 * @param likeFather share of sons whose given name is read as the father's
 * @param welfareBegins a household comes to 生活保護
 * @param welfareEnds a household leaves it
 * @param phoneChange somebody gets another mobile number
 * @param foreign share of households of foreign residents
 * @param usualName share of foreign residents with a 通称名
 * @param strangerPairs pairs of strangers made with equal name, sex and birth date, for each person
 */
public record ChangeRates(
        double mobileShare,
        double jobChangeMobile,
        double jobChangeSettled,
        double betweenJobs,
        double jobFound,
        double retirement,
        double renumbering,
        double numberReuse,
        double moveMobile,
        double moveSettled,
        double elsewhere,
        double leavingHome,
        double marriage,
        double husbandTakesName,
        double divorce,
        double nameResumed,
        double birth,
        double twins,
        double likeFather,
        double welfareBegins,
        double welfareEnds,
        double phoneChange,
        double foreign,
        double usualName,
        double strangerPairs) {

    /** The rates of the default region. */
    public static ChangeRates standard() {
        return new ChangeRates(
                0.43, 0.383, 0.028, 0.12, 0.20, 0.22, 0.018, 0.01, 0.12, 0.025, 0.45, 0.30, 0.055, 0.05, 0.008, 0.6,
                0.075, 0.011, 0.008, 0.002, 0.08, 0.03, 0.026, 0.3, 0.001);
    }
}
