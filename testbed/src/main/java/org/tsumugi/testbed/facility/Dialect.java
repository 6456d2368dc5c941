package org.tsumugi.testbed.facility;

/**
 * What hospitals do differently within the rules.
 *
 * @param sender name of the sending system, MSH-3
 * @param insuredAsRepetitions 記号, 番号 and 枝番 as repetitions of IN1-10; else 記号 in IN1-10 and 番号 in IN1-11
 * @param localLabCodes the hospital's own item codes stand beside JLAC10
 * @param yjCodes YJ codes stand in RXE-31
 * @param stampWithFraction MSH-7 carries milliseconds
 */
public record Dialect(
        String sender,
        boolean insuredAsRepetitions,
        boolean localLabCodes,
        boolean yjCodes,
        boolean stampWithFraction) {}
