package org.tsumugi.testbed.facility;

/**
 * What hospitals do differently within the rules.
 *
 * @param sender name of the sending system, MSH-3
 * @param insuredAsRepetitions 記号, 番号 and 枝番 as repetitions of IN1-10; else 記号 in IN1-10 and 番号 in IN1-11
 * @param localCodes the hospital's own codes of items, drugs and departments stand beside the national ones
 * @param yjCodes YJ codes stand in RXE-31
 * @param stampWithFraction MSH-7 carries milliseconds
 * @param windowsCharacters names are typed with the characters that only Windows has, such as 髙
 * @param allergiesInOrders orders repeat the patient's allergies
 */
public record Dialect(
        String sender,
        boolean insuredAsRepetitions,
        boolean localCodes,
        boolean yjCodes,
        boolean stampWithFraction,
        boolean windowsCharacters,
        boolean allergiesInOrders) {}
