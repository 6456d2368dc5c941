package org.tsumugi.mpi;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/**
 * 健康共通ID: the person's own number in the network. 14 random digits, the first of them no zero, and two check digits by
 * ISO/IEC 7064 MOD 97-10, which finds every single wrong digit and every two that changed places. It says nothing of the person
 * and is derived from no other number.
 *
 * @param value the 16 digits
 */
public record CommonHealthId(String value) {

    private static final int RANDOM_DIGITS = 14;
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    /** @throws IllegalArgumentException when these are not 16 digits with the right check digits */
    public CommonHealthId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a common health ID: 16 digits with check digits are needed");
        }
    }

    /** A new one; whether another person has it already is for the store to see. */
    public static CommonHealthId random(RandomGenerator random) {
        StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
        while (digits.length() < RANDOM_DIGITS) {
            digits.append(random.nextInt(10));
        }
        int remainder = new BigInteger(digits + "00").mod(MODULUS).intValue();
        int check = 98 - remainder;
        return new CommonHealthId(digits.append(check / 10).append(check % 10).toString());
    }

    /** Whether the check digits are right. */
    public static boolean isValid(String text) {
        return text.matches("[1-9][0-9]{15}")
                && new BigInteger(text).mod(MODULUS).equals(BigInteger.ONE);
    }

    @Override
    public String toString() {
        return value;
    }
}
