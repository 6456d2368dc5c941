package org.tsumugi.mpi;

import java.util.Random;

/** Records out of few values, so that they meet in every way. */
public final class RandomRecords {

    private static final String[] FAMILIES = {"山田", "渡辺", "渡邊"};
    private static final String[] GIVEN = {"花子", "太郎", "次郎", "●"};
    private static final String[] DAYS = {"19500107", "19500108", "19800401", ""};

    private final Random random;
    private final int patients;

    /** Of so many patients in each of four facilities. */
    public RandomRecords(long seed, int patients) {
        this.random = new Random(seed);
        this.patients = patients;
    }

    /** Any of them, saying anything. */
    public PatientRecord next() {
        int facility = random.nextInt(4);
        Records record = Records.record("f" + facility, uuid(1000 * facility + random.nextInt(patients)))
                .name(any(FAMILIES), any(GIVEN))
                .born(any(DAYS))
                .sex(random.nextInt(10) == 0 ? Sex.UNKNOWN : random.nextInt(4) == 0 ? Sex.MALE : Sex.FEMALE);
        if (random.nextInt(3) == 0) {
            record.name(any(FAMILIES), any(GIVEN));
        }
        if (random.nextInt(3) == 0) {
            record.kana("ヤマダ", any("ハナコ", "タロウ"));
        }
        if (random.nextInt(10) == 0) {
            record.merged(uuid(1000 * facility + random.nextInt(patients)));
        }
        if (random.nextInt(4) > 0) {
            insure(record);
        }
        if (random.nextInt(4) == 0) {
            record.formerlyInsured("06130012", "1", any("7", "8"), "01");
        }
        if (random.nextInt(8) == 0) {
            record.card(any("A1001", "A2002"));
        }
        return record.make();
    }

    private void insure(Records record) {
        if (random.nextInt(6) == 0) {
            record.insured("39130012", "", any("10000001", "10000002"), "");
        } else {
            record.insured("06130012", "1", any("7", "8", "9", "15"), any("", "01", "02"));
        }
    }

    /** A name of a record that a database takes; no two facilities have one. */
    public static String uuid(int number) {
        return "00000000-0000-5000-8000-%012d".formatted(number);
    }

    private String any(String... values) {
        return values[random.nextInt(values.length)];
    }
}
