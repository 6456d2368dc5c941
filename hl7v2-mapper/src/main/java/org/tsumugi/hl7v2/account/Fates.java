package org.tsumugi.hl7v2.account;

/** What can have been said of a value while the account is open; more than one can. */
enum Fates {
    MAPPED,
    REPORTED
}
