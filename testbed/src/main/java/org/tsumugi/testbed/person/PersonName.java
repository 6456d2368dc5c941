package org.tsumugi.testbed.person;

/** A name in kanji and in full-width kana. */
public record PersonName(String surname, String given, String surnameKana, String givenKana) {

    /** The same person under another surname. */
    PersonName withSurname(String kanji, String kana) {
        return new PersonName(kanji, given, kana, givenKana);
    }

    /** The same person under another reading. */
    PersonName withKana(String surname, String given) {
        return new PersonName(this.surname, this.given, surname, given);
    }
}
