package org.tsumugi.testbed.person;

/** Administrative sex, as HL7 table 0001 writes it. */
public enum Sex {
    M,
    F
}
