package org.tsumugi.server.identity;

import java.util.Collection;
import org.tsumugi.mpi.Agreement;
import org.tsumugi.mpi.Sex;
import org.tsumugi.mpi.compare.Comparison;
import org.tsumugi.mpi.compare.LinkKey;
import org.tsumugi.mpi.compare.NormalName;
import org.tsumugi.mpi.compare.NormalRecord;
import org.tsumugi.mpi.match.Grade;

/**
 * What a query says of the person whom an identifier in it names: given name, sex, date of birth, and numbers. A number may be another
 * patient's by a slip of the keyboard, so it is certain only where nothing else is said, or where a record says the same.
 */
final class Claim {

    private final NormalRecord said;

    Claim(NormalRecord said) {
        this.said = said;
    }

    /**
     * How sure it is that the number is not another's, were nothing forbidden.
     *
     * @param records how the query compares with the records of the person
     */
    Grade grade(Collection<Comparison> records) {
        boolean same = saysNobody() || records.stream().anyMatch(this::agrees);
        if (same && numbersAllow(records)) {
            return Grade.CERTAIN;
        }
        return records.stream().allMatch(this::differs) ? Grade.POSSIBLE : Grade.PROBABLE;
    }

    /** A number that no record has may be another person's, and all that is said of the one who is meant. */
    private boolean numbersAllow(Collection<Comparison> records) {
        return said.numbers().keySet().stream()
                .map(LinkKey::kind)
                .distinct()
                .allMatch(kind -> records.stream().anyMatch(record -> record.number(kind) == Agreement.SAME)
                        || !said.names().isEmpty()
                                && records.stream().allMatch(record -> record.number(kind) == Agreement.MISSING));
    }

    private boolean saysNobody() {
        return said.names().isEmpty() && !saysSex() && !said.birthDate().isKnown();
    }

    private boolean saysSex() {
        return said.sex() == Sex.MALE || said.sex() == Sex.FEMALE;
    }

    private boolean agrees(Comparison record) {
        return (!saysSex() || record.sex().agrees())
                && (!said.birthDate().isKnown()
                        || record.birthDate().agreement().agrees())
                && (said.names().isEmpty() || nameAgrees(record));
    }

    /** A family name alone must agree too: nothing else of the name is said. */
    private boolean nameAgrees(Comparison record) {
        if (record.given().agreement().agrees()
                || record.givenReading().agreement().agrees()) {
            return true;
        }
        return said.names().stream().noneMatch(Claim::saysGiven)
                && (record.family().agreement().agrees()
                        || record.name().agreement().agrees());
    }

    private static boolean saysGiven(NormalName name) {
        return !name.given().isEmpty()
                || !name.givenKana().isEmpty()
                || !name.givenLatin().isEmpty();
    }

    private boolean differs(Comparison record) {
        return record.sex() == Agreement.DIFFERENT
                || record.birthDate().agreement() == Agreement.DIFFERENT
                || record.given().agreement() == Agreement.DIFFERENT;
    }
}
