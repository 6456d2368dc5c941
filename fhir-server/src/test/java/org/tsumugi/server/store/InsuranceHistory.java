package org.tsumugi.server.store;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tsumugi.server.person.BasicInformation;

/** Basic information that a hospital kept of a patient before the present one, with an insurance of its own in each. */
final class InsuranceHistory {

    private InsuranceHistory() {}

    /**
     * Names and contents, in the order written: one that was deleted, one that was superseded, one that was not renamed when the next
     * one came, one name for two contents, and one that cannot be read.
     *
     * @param present path of the present basic information
     */
    static Map<String, byte[]> before(String present) {
        String patient = present.split("/")[2];
        String folder = present.substring(0, present.lastIndexOf('/') + 1) + patient + "_-_ADT-00_999999999999999_";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(folder + "20180101000000001_-_1", content(patient, "0"));
        files.put(folder + "20180101000000001_-_0", content(patient, "0"));
        files.put(folder + "20190101000000001_-_2", content(patient, "1"));
        files.put(folder + "20200101000000001_-_1", content(patient, "2"));
        files.put(folder + "20210101000000001_-_1", content(patient, "3"));
        files.put(folder + "20210101000000001_-_2", content(patient, "4"));
        files.put(folder + "20220101000000001_-_2", "no message".getBytes(StandardCharsets.US_ASCII));
        return files;
    }

    static byte[] content(String patient, String number) {
        return BasicInformation.message(
                "PID|0001||" + patient + "^^^^PI||TEST^HANAKO^^^^^L^A||19700101|F",
                "IN1|1|06^KUMIAI^JHSD0001|06139999|||||||12~" + number + "~01");
    }
}
