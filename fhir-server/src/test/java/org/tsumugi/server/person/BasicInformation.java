package org.tsumugi.server.person;

import java.nio.charset.Charset;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/** Files of basic information (ADT-00). */
public final class BasicInformation {

    private static final String FACILITY = "1310000099";
    private static final String PATH =
            "999/001/9990013/-/ADT-00/9990013_-_ADT-00_999999999999999_20260401103000000_-_1";

    private BasicInformation() {}

    /**
     * A message of a patient.
     *
     * @param segments those behind PID
     */
    public static byte[] message(String pid, String... segments) {
        return ("MSH|^~\\&|HIS|H|GW|GW|20260401103000||ADT^A08^ADT_A01|1|P|2.5||||||~ISO IR87||ISO 2022-1994"
                        + "|SS-MIX2_1.20^SS-MIX2^1.2.392.200250.2.1.100.1.2.120^ISO\r"
                        + "EVN||20260401103000\r" + pid + "\rPV1|0001|O\r" + String.join("\r", segments) + "\r")
                .getBytes(Charset.forName("ISO-2022-JP"));
    }

    /** What the mapper makes of one. */
    static List<Resource> resources(String pid, String... segments) {
        try {
            MappedFile mapped = SsMix2Mapper.of(MapperSettings.DEFAULT)
                    .map(FACILITY, StoragePath.parse(PATH), message(pid, segments));
            return mapped.contributions().stream()
                    .map(ResourceContribution.class::cast)
                    .flatMap(one -> one.resources().stream())
                    .toList();
        } catch (NotAStorageNameException e) {
            throw new IllegalStateException(e);
        }
    }

    static Patient patient(String pid) {
        return (Patient) resources(pid).stream()
                .filter(Patient.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
