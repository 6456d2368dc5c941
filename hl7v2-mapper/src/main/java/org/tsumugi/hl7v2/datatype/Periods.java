package org.tsumugi.hl7v2.datatype;

import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;
import org.tsumugi.hl7v2.code.TsumugiExtensions;

/** Two times → Period. */
public final class Periods {

    private Periods() {}

    /**
     * A period of two times in order, either of which may be unknown. Of a moment and its own day FHIR cannot tell which is
     * earlier and so allows no such period (per-1): the moment is reduced to the day, and stands beside it as an extension.
     */
    public static Period of(@Nullable DateTimeType start, @Nullable DateTimeType end) {
        Period period = new Period();
        if (start != null) {
            period.setStartElement(end == null ? start : reduced(start, end));
        }
        if (end != null) {
            period.setEndElement(start == null ? end : reduced(end, start));
        }
        return period;
    }

    private static DateTimeType reduced(DateTimeType time, DateTimeType other) {
        String coarser = other.getValueAsString();
        String precise = time.getValueAsString();
        if (precise.equals(coarser) || !precise.startsWith(coarser)) {
            return time;
        }
        DateTimeType reduced = new DateTimeType(coarser);
        reduced.addExtension(TsumugiExtensions.url("precise-time"), time);
        return reduced;
    }
}
