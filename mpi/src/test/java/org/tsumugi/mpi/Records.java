package org.tsumugi.mpi;

import java.util.ArrayList;
import java.util.List;
import org.tsumugi.mpi.PersonName.Script;
import org.tsumugi.mpi.PersonName.Use;

/** Makes records of fictitious patients for tests. */
public final class Records {

    private final RecordKey key;
    private final List<PersonName> names = new ArrayList<>();
    private Sex sex = Sex.FEMALE;
    private String birthDate = "19500107";
    private final List<Insurance> insurances = new ArrayList<>();
    private final List<PersonIdentifier> identifiers = new ArrayList<>();
    private String postalCode = "";
    private final List<String> phones = new ArrayList<>();

    private Records(RecordKey key) {
        this.key = key;
    }

    /** 山田花子, a woman born on 7 January 1950, with no number. */
    public static Records record(String facility, String patient) {
        return new Records(new RecordKey(facility, patient));
    }

    /** With this name in kanji; 山田花子 when never said. */
    public Records name(String family, String given) {
        names.add(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, family, given));
        return this;
    }

    /** With this name in kana. */
    public Records kana(String family, String given) {
        names.add(new PersonName(Script.PHONETIC, Use.OFFICIAL, family, given));
        return this;
    }

    /** With this former name. */
    public Records formerName(String family, String given) {
        names.add(new PersonName(Script.IDEOGRAPHIC, Use.FORMER, family, given));
        return this;
    }

    /** With this name in letters. */
    public Records latin(String family, String given) {
        names.add(new PersonName(Script.ALPHABETIC, Use.OFFICIAL, family, given));
        return this;
    }

    /** Of this sex. */
    public Records sex(Sex said) {
        sex = said;
        return this;
    }

    /** Born on this day. */
    public Records born(String said) {
        birthDate = said;
        return this;
    }

    /** Insured so. */
    public Records insured(String insurer, String symbol, String number, String branch) {
        insurances.add(new Insurance(insurer, symbol, number, branch, false));
        return this;
    }

    /** Formerly insured so. */
    public Records formerlyInsured(String insurer, String symbol, String number, String branch) {
        insurances.add(new Insurance(insurer, symbol, number, branch, true));
        return this;
    }

    /** With a card. */
    public Records card(String value) {
        identifiers.add(new PersonIdentifier("urn:example:card", value));
        return this;
    }

    /** Merged by its facility, with this number left. */
    public Records merged(String survivor) {
        identifiers.add(PersonIdentifier.merged(key.facility(), survivor));
        return this;
    }

    /** Living there. */
    public Records at(String code, String phone) {
        postalCode = code;
        phones.add(phone);
        return this;
    }

    /** The record. */
    public PatientRecord make() {
        List<PersonName> said =
                names.isEmpty() ? List.of(new PersonName(Script.IDEOGRAPHIC, Use.OFFICIAL, "山田", "花子")) : names;
        return new PatientRecord(key, said, sex, birthDate, insurances, identifiers, postalCode, phones);
    }
}
