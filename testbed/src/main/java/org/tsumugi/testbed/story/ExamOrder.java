package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.List;
import org.tsumugi.testbed.facility.Doctor;

/**
 * An order of an examination, and what came of it.
 *
 * @param partNumbers order numbers of its parts, in their order
 * @param accession 受付番号
 * @param study instance UID
 * @param operator who did it
 * @param finding in words
 * @param values of its measures, in their order
 * @param fate whether it was done
 */
public record ExamOrder(
        String orderNumber,
        List<String> partNumbers,
        Exam exam,
        LocalDateTime ordered,
        LocalDateTime performed,
        LocalDateTime reported,
        Care care,
        String accession,
        String study,
        Doctor operator,
        String finding,
        List<String> values,
        Fate fate) {

    public ExamOrder {
        partNumbers = List.copyOf(partNumbers);
        values = List.copyOf(values);
    }

    /** What became of it. */
    public enum Fate {
        DONE,
        CANCELLED,
        OPEN
    }
}
