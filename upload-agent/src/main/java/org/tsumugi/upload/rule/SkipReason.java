package org.tsumugi.upload.rule;

/** Why a file is not sent although its name is one of the storage. */
public enum SkipReason {
    /** Its type is not among those to send. */
    TYPE,
    /** Its 診療日 is outside the period. */
    PERIOD,
    /** Its patient is not among those to send. */
    PATIENT,
    /** Its patient refused registration. */
    REFUSED_PATIENT,
    /** It is a file of many patients, of whom not all may be sent; its records are files of their own. */
    MIXED_FILE
}
