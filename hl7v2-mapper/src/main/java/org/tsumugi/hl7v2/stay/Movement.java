package org.tsumugi.hl7v2.stay;

/** What a movement message says happened, or is to happen. In the order in which things of one moment are taken. */
enum Movement {
    /** 外来診察の受付 (A04). */
    RECEPTION,
    /** 入院予定 (A14, A27). */
    ADMISSION_PLAN,
    /** 入院実施 (A01, A11). */
    ADMISSION,
    /** 外出泊帰院実施 (A22, A53). */
    RETURN,
    /** 転科・転棟実施 (A02, A12). */
    TRANSFER,
    /** 担当医の変更 (A54, A55). */
    DOCTOR_CHANGE,
    /** 外出泊実施 (A21, A52). */
    LEAVE,
    /** 転科・転棟予定 (A15, A26). */
    TRANSFER_PLAN,
    /** 退院予定 (A16, A25). */
    DISCHARGE_PLAN,
    /** 退院実施 (A03, A13). */
    DISCHARGE;

    /** Whether it names a stay by PV1-44 without being what begins or plans it. */
    boolean isWithinAStay() {
        return this != RECEPTION && this != ADMISSION_PLAN && this != ADMISSION;
    }

    /** Whether its time is a time at which something happened to an admitted patient. */
    boolean happensWithinAStay() {
        return this == RETURN || this == TRANSFER || this == DOCTOR_CHANGE || this == LEAVE;
    }
}
