package org.tsumugi.hl7v2.stay;

import org.hl7.fhir.r4.model.DateTimeType;
import org.tsumugi.hl7v2.account.Copies;
import org.tsumugi.hl7v2.datatype.Timestamp;

/**
 * A time that a message says. The element is made when the file is read, because a stay is put together after the account of
 * the file is closed.
 *
 * @param time for comparing
 * @param element for resources, by {@link #copy()}
 */
record When(Timestamp time, DateTimeType element) {

    /** A time that becomes part of a resource. */
    static When mapped(Timestamp time) {
        return new When(time, time.toDateTime());
    }

    /** A time that only says which movement is meant. */
    static When unmapped(Timestamp time) {
        return new When(time, new DateTimeType(time.time() == null ? time.date() : time.date() + time.time()));
    }

    DateTimeType copy() {
        return Copies.of(element);
    }
}
