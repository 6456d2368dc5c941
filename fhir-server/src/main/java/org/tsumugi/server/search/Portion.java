package org.tsumugi.server.search;

/** How much is taken at a time: fewer patients after a failure, more again after that. For one thread. */
final class Portion {

    /** Enough to be quick, few enough that what was changed meanwhile need not wait long. */
    private static final int MOST_PATIENTS = 200;

    /** So many records fit in memory several times. Who has more is taken alone. */
    static final int RECORDS = 20_000;

    private int patients = MOST_PATIENTS;

    int patients() {
        return patients;
    }

    void succeeded() {
        patients = Math.min(MOST_PATIENTS, patients * 2);
    }

    /** @param taken how many patients it failed with */
    void failed(int taken) {
        if (taken > 0) {
            patients = Math.max(1, Math.min(patients, taken) / 2);
        }
    }
}
