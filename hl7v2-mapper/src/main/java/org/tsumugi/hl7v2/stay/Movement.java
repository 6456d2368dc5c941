package org.tsumugi.hl7v2.stay;

/** What a movement message says happened. */
enum Movement {
    /** ADT^A01 入院実施. */
    ADMISSION,
    /** ADT^A11 入院実施の取消. */
    ADMISSION_CANCELLED,
    /** ADT^A03 退院実施. */
    DISCHARGE,
    /** ADT^A13 退院実施の取消. */
    DISCHARGE_CANCELLED;

    boolean isCancellation() {
        return this == ADMISSION_CANCELLED || this == DISCHARGE_CANCELLED;
    }
}
