package org.tsumugi.testbed.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class ExtendedStorageTest {

    private static final String BELOW = "extended/";

    private static SortedMap<String, byte[]> files = new java.util.TreeMap<>();

    @BeforeAll
    static void generate() throws IOException {
        files = GeneratedNetwork.of(3, 200, 7).extended();
    }

    @Test
    void everyPathShouldBeOneOfTheExtendedStorageWithoutContradiction() throws NotAStorageNameException {
        Map<String, Integer> counts = new HashMap<>();
        for (String path : files.keySet()) {
            ExtendedStoragePath name = parse(path);
            assertThat(name.contradiction()).isEmpty();
            assertThat(path).matches("[\\x20-\\x7E]+");
            counts.merge(name.file() + " " + name.flag().digit(), 1, Integer::sum);
        }
        assertThat(counts).containsKeys("main_document.xml 1", "main_document.xml 2", "main_document.pdf 1");
        assertThat(counts.getOrDefault("main_document.hl7 1", 0)).isGreaterThan(50);
    }

    @Test
    void everyDocumentShouldHaveAtMostOneCurrentVersion() throws NotAStorageNameException {
        Set<String> current = new HashSet<>();
        for (String path : files.keySet()) {
            ExtendedStoragePath name = parse(path);
            if (name.flag() == ConditionFlag.CURRENT) {
                String folder = name.contentFolder();
                String key = path.substring(0, 10)
                        + folder.substring(0, folder.length() - "_20260401120000000_01_1".length());
                assertThat(current.add(key)).isTrue();
            }
        }
    }

    @Test
    void everyDischargeSummaryShouldBeClinicalDocumentOfItsPatient()
            throws IOException, NotAStorageNameException, ParserConfigurationException, SAXException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".xml")) {
                Element document = DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(file.getValue()))
                        .getDocumentElement();

                assertThat(document.getTagName()).isEqualTo("ClinicalDocument");
                Element patient = (Element)
                        ((Element) document.getElementsByTagName("patientRole").item(0))
                                .getElementsByTagName("id")
                                .item(0);
                assertThat(patient.getAttribute("extension"))
                        .isEqualTo(parse(file.getKey()).patientId());
                assertThat(document.getElementsByTagName("section").getLength()).isEqualTo(3);
            }
        }
    }

    @Test
    void everyVitalSignShouldBeANumberWithItsUnit() {
        files.forEach((path, content) -> {
            if (path.endsWith(".hl7")) {
                WrittenMessage message =
                        WrittenMessage.of(new String(content, java.nio.charset.Charset.forName("x-windows-iso2022jp")));
                assertThat(message.order()).isEqualTo("MSH PID PV1 ORC OBR OBX OBX OBX OBX OBX ");
                message.require("OBX", 1, 2, 3, 5, 6, 11, 14);
            } else if (path.endsWith(".pdf")) {
                assertThat(new String(content, StandardCharsets.US_ASCII))
                        .startsWith("%PDF-1.4\n")
                        .endsWith("%%EOF\n");
            }
        });
    }

    private static ExtendedStoragePath parse(String path) throws NotAStorageNameException {
        return ExtendedStoragePath.parse(path.substring(11 + BELOW.length()));
    }
}
