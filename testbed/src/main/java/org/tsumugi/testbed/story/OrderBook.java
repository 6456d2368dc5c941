package org.tsumugi.testbed.story;

import org.tsumugi.testbed.draw.Digits;

/** Gives out the hospital's numbers for one patient: 15 digits, unique within the hospital. */
final class OrderBook {

    private static final int PATIENT_DIGITS = 7;

    private final String patient;
    private int last;

    OrderBook(String patientNumber) {
        this.patient = patientNumber.substring(patientNumber.length() - PATIENT_DIGITS);
    }

    String next() {
        last++;
        return "00" + patient + Digits.pad(last, 6);
    }
}
