package org.tsumugi.search.elastic;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import org.tsumugi.search.Amount;
import org.tsumugi.search.IndexedParameters;

/** The names of the fields, and the forms of values in them. */
final class Fields {

    static final String KEY = "key";
    static final String DIGEST = "digest";

    static final String PATIENTS = "p";
    static final String ID = "id";
    static final String PERSON = "k";
    static final String CONTENT = "h";
    static final String FACILITY = "f";
    static final String BIRTH_FIRST = "b0";
    static final String BIRTH_LAST = "b1";
    static final String GENDER = "g";
    static final String DENIALS = "x";

    static final String RECORDS = "r";
    static final String TYPE = "t";
    static final String NAMES = "c";

    static final String NAME = "name";
    static final String BIGRAMS = "bi";

    static final String RECORDS_PATH = PATIENTS + "." + RECORDS;

    /** Before the names of fields of Patients and records, in documents of persons; nothing in documents of records. */
    static final String OF_PATIENTS = PATIENTS + ".";

    static final String OF_RECORDS = RECORDS_PATH + ".";

    static final Set<String> DAY_PARAMETERS = all(IndexedParameters.DAYS.values());
    static final Set<String> AMOUNT_PARAMETERS = all(IndexedParameters.AMOUNTS.values());

    /** Below every character that a unit may have. */
    private static final String END = "\u0000";

    private Fields() {}

    private static Set<String> all(Collection<Set<String>> parameters) {
        Set<String> all = new TreeSet<>();
        parameters.forEach(all::addAll);
        return all;
    }

    static String firstDay(String parameter) {
        return plain(parameter) + "0";
    }

    static String lastDay(String parameter) {
        return plain(parameter) + "1";
    }

    static String number(String parameter) {
        return plain(parameter);
    }

    /** Unit and number in one term, so that they stay together where a record has several amounts. */
    static String withUnit(String parameter) {
        return plain(parameter) + "_u";
    }

    private static String plain(String parameter) {
        return parameter.replace('-', '_');
    }

    static String name(long key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(key).array());
    }

    static long name(String key) {
        return ByteBuffer.wrap(Base64.getUrlDecoder().decode(key)).getLong();
    }

    static String unit(String system, String unit) {
        return unit + END + system + END;
    }

    /** Of any system. */
    static String unit(String unit) {
        return unit + END + END + END;
    }

    /** In the order of the numbers. */
    static String sortable(double value) {
        long bits = Double.doubleToLongBits(value);
        return HexFormat.of().toHexDigits(bits ^ ((bits >> (Long.SIZE - 1)) | Long.MIN_VALUE));
    }

    static Set<String> terms(Amount amount) {
        String number = sortable(amount.value());
        Set<String> terms = new TreeSet<>();
        terms.add(unit(amount.unit()) + number);
        terms.add(unit(amount.system(), amount.unit()) + number);
        return terms;
    }
}
