package org.tsumugi.testbed.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every writer writes, measured by the tables of the guideline: segments and their order, required fields, care date. */
class WrittenMessagesTest {

    private static final Map<String, List<Written>> BY_TYPE = new HashMap<>();

    /** A message with the parts of its file name. */
    private record Written(List<String> name, WrittenMessage message) {
        String careDate() {
            return name.get(1);
        }

        String orderNumber() {
            return name.get(3);
        }

        boolean current() {
            return name.get(6).equals("1");
        }
    }

    @BeforeAll
    static void generate() throws IOException {
        GeneratedNetwork.of(3, 120, 7).files().forEach((path, content) -> {
            List<String> name =
                    List.of(path.substring(path.lastIndexOf('/') + 1).split("_", -1));
            String text = text(content);
            BY_TYPE.computeIfAbsent(name.get(2), type -> new ArrayList<>())
                    .add(new Written(name, WrittenMessage.of(text)));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            ADT-00; MSH EVN PID (NK1 PV1 DB1 (OBX )*(AL1 )*(IN1 )+|PV1 )
            ADT-01; MSH EVN PID PV1
            ADT-12; MSH EVN PID PV1
            ADT-21; MSH EVN PID PV1 PV2
            ADT-22; MSH EVN PID PV1
            ADT-31; MSH EVN PID PV1 PV2
            ADT-32; MSH EVN PID PV1 PV2
            ADT-41; MSH EVN PID PV1 PV2
            ADT-42; MSH EVN PID PV1
            ADT-51; MSH EVN PID PV1 PV2
            ADT-52; MSH EVN PID PV1
            ADT-61; MSH EVN PID (IAM )+
            PPR-01; MSH PID (PRB ZPR (ZI1 )?ORC )+
            OMD;    MSH PID PV1 (AL1 )*ORC TQ1 (ODS )+
            OMP-01; MSH PID PV1 (AL1 )*(ORC RXE TQ1 RXR )+
            OMP-11; MSH PID (AL1 )*PV1 (ORC (RXA )+RXR )+
            OMP-02; MSH PID PV1 (AL1 )*(ORC RXE TQ1 RXR (RXC )+(OBX )*(CTI )*)+
            OMP-12; MSH PID (AL1 )*PV1 (ORC (RXA )+RXR )+(CTI )*
            OML-01; MSH PID PV1 (AL1 )*(SPM (ORC TQ1 OBR (OBX )+)+)+
            OML-11; MSH PID PV1 (SPM (OBR ORC (OBX )+)+)+
            OMG-01; MSH PID PV1 ORC TQ1 OBR ORC TQ1 OBR OBX (ORC TQ1 OBR )+
            OMG-11; MSH PID PV1 ORC TQ1 OBR IPC ORC TQ1 OBR OBX OBX IPC (ORC TQ1 OBR ZE1 (ZE2 )?IPC )+
            OMG-02; MSH PID PV1 ORC TQ1 OBR ORC TQ1 OBR OBX (ORC TQ1 OBR )+
            OMG-12; MSH PID PV1 ORC TQ1 OBR IPC ORC TQ1 OBR OBX OBX IPC (ORC TQ1 OBR ZE1 (OBX )+IPC )+
            OMG-03; MSH PID PV1 (AL1 )*ORC TQ1 OBR OBX
            OMG-13; MSH PID PV1 ORC OBR (OBX )+
            """)
    void everyMessageShouldHaveItsSegmentsInOrder(String type, String grammar) {
        String pattern =
                grammar.endsWith(")") || grammar.endsWith("+") || grammar.endsWith("*") ? grammar : grammar + " ";

        assertThat(of(type))
                .isNotEmpty()
                .allSatisfy(written -> assertThat(written.message().order()).matches(pattern));
    }

    @ParameterizedTest
    @CsvSource({
        "ADT-00, ADT^A08^ADT_A01, ADT^A23^ADT_A21",
        "ADT-01, ADT^A54^ADT_A54, ADT^A55^ADT_A52",
        "ADT-12, ADT^A04^ADT_A01, ADT^A04^ADT_A01",
        "ADT-21, ADT^A14^ADT_A05, ADT^A27^ADT_A21",
        "ADT-22, ADT^A01^ADT_A01, ADT^A11^ADT_A09",
        "ADT-31, ADT^A21^ADT_A21, ADT^A52^ADT_A52",
        "ADT-32, ADT^A22^ADT_A21, ADT^A53^ADT_A52",
        "ADT-41, ADT^A15^ADT_A15, ADT^A26^ADT_A21",
        "ADT-42, ADT^A02^ADT_A02, ADT^A12^ADT_A09",
        "ADT-51, ADT^A16^ADT_A16, ADT^A25^ADT_A21",
        "ADT-52, ADT^A03^ADT_A03, ADT^A13^ADT_A01",
        "ADT-61, ADT^A60^ADT_A60, ADT^A60^ADT_A60",
        "PPR-01, PPR^ZD1^PPR_ZD1, PPR^ZD1^PPR_ZD1",
        "OMD, OMD^O03^OMD_O03, OMD^O03^OMD_O03",
        "OMP-01, RDE^O11^RDE_O11, RDE^O11^RDE_O11",
        "OMP-02, RDE^O11^RDE_O11, RDE^O11^RDE_O11",
        "OMP-11, RAS^O17^RAS_O17, RAS^O17^RAS_O17",
        "OMP-12, RAS^O17^RAS_O17, RAS^O17^RAS_O17",
        "OML-01, OML^O33^OML_O33, OML^O33^OML_O33",
        "OML-11, OUL^R22^OUL_R22, OUL^R22^OUL_R22",
        "OMG-01, OMG^O19^OMG_O19, OMG^O19^OMG_O19",
        "OMG-02, OMG^O19^OMG_O19, OMG^O19^OMG_O19",
        "OMG-03, OMG^O19^OMG_O19, OMG^O19^OMG_O19",
        "OMG-11, OMI^Z23^OMI_Z23, OMI^Z23^OMI_Z23",
        "OMG-12, OMI^Z23^OMI_Z23, OMI^Z23^OMI_Z23",
        "OMG-13, ORU^R01^ORU_R01, ORU^R01^ORU_R01"
    })
    void everyMessageShouldNameItsTrigger(String type, String trigger, String cancellation) {
        assertThat(of(type))
                .allSatisfy(
                        written -> assertThat(written.message().first("MSH", 9)).isIn(trigger, cancellation));
        assertThat(of(type).filter(Written::current))
                .allSatisfy(
                        written -> assertThat(written.message().first("MSH", 9)).isEqualTo(trigger));
    }

    /** The fields that are required wherever their segment stands, and those of single types. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ADT-00", "ADT-01", "ADT-12", "ADT-21", "ADT-22", "ADT-31", "ADT-32", "ADT-41", "ADT-42", "ADT-51",
                "ADT-52", "ADT-61", "PPR-01", "OMD", "OMP-01", "OMP-02", "OMP-11", "OMP-12", "OML-01", "OML-11",
                "OMG-01", "OMG-02", "OMG-03", "OMG-11", "OMG-12", "OMG-13"
            })
    void everyRequiredFieldShouldBeFilled(String type) {
        of(type).map(Written::message).forEach(message -> {
            message.require("MSH", 7, 9, 10, 11, 12, 18);
            message.require("EVN", 2, 7);
            message.require("PID", 3, 5, 7, 8);
            message.require("PV1", 2);
            message.require("NK1", 1);
            message.require("DB1", 1, 2, 4);
            message.require("AL1", 1, 3);
            message.require("IN1", 1, 2);
            message.require("IAM", 1, 3, 6);
            message.require("PRB", 1, 2, 3, 4);
            message.require("ZPR", 2);
            message.require("ORC", 1, 2);
            message.require("ODS", 1, 3);
            message.require("RXE", 2, 3, 5);
            message.require("RXR", 1);
            message.require("RXC", 1, 2, 3, 4);
            message.require("RXA", 1, 2, 3, 4, 5, 6, 7);
            message.require("CTI", 1);
            message.require("SPM", 1, 4);
            message.require("OBR", 2, 4);
            message.require("OBX", 3, 11);
            message.require("IPC", 1, 3, 5);
            message.require("ZE1", 1, 2, 3);
            if (type.startsWith("OMP")) {
                message.require("ORC", 4, 17, 29);
            }
            if (type.equals("OMP-01")) {
                message.require("RXE", 10, 11);
            }
            if (type.startsWith("OMG")) {
                message.require("ORC", 9, 12, 17);
                message.require("TQ1", 1, 9);
                message.require("OBX", 2, 5);
            }
            if (type.startsWith("OML")) {
                message.require("ORC", 29);
            }
        });
    }

    /** The field that the guideline takes the care date from. */
    @ParameterizedTest
    @CsvSource({
        "ADT-12, PV1, 44", "ADT-21, PV2, 8", "ADT-22, PV1, 44", "ADT-31, EVN, 6", "ADT-41, PV2, 8", "ADT-42, EVN, 6",
        "ADT-51, PV2, 9", "ADT-52, PV1, 45", "OMD, ORC, 9", "OMP-01, ORC, 9", "OMP-02, ORC, 9", "OML-01, ORC, 9",
        "OMG-01, ORC, 9", "OMG-02, ORC, 9", "OMG-03, ORC, 9", "OMP-11, RXA, 3", "OMP-12, RXA, 3", "OML-11, SPM, 17",
        "OMG-11, OBR, 7", "OMG-12, OBR, 7", "OMG-13, OBR, 7"
    })
    void careDateOfThePathShouldBeThatOfTheMessage(String type, String segment, int field) {
        assertThat(of(type))
                .allSatisfy(written ->
                        assertThat(written.message().first(segment, field)).startsWith(written.careDate()));
    }

    @Test
    void returnFromLeaveShouldTakeItsCareDateFromTheReturnAndItsCancellationFromTheNewExpectation() {
        assertThat(of("ADT-32")).allSatisfy(written -> {
            boolean cancelled = written.message().first("MSH", 9).contains("A53");
            assertThat(
                            cancelled
                                    ? written.message().first("PV2", 47)
                                    : written.message().first("EVN", 6))
                    .startsWith(written.careDate());
        });
    }

    @Test
    void everyOrderShouldCarryTheOrderNumberOfItsPath() {
        BY_TYPE.forEach((type, all) -> {
            if (type.startsWith("OM")) {
                assertThat(all)
                        .allSatisfy(written ->
                                assertThat(written.message().first("ORC", 2)).isEqualTo(written.orderNumber()));
            }
        });
    }

    @Test
    void everyResultShouldHaveItsOrder() {
        everyShouldHaveItsOrder("OML-11", "OML-01");
        everyShouldHaveItsOrder("OMP-12", "OMP-02");
        everyShouldHaveItsOrder("OMP-11", "OMP-01");
        everyShouldHaveItsOrder("OMG-11", "OMG-01");
        everyShouldHaveItsOrder("OMG-12", "OMG-02");
        everyShouldHaveItsOrder("OMG-13", "OMG-03");
    }

    private static void everyShouldHaveItsOrder(String result, String order) {
        Set<String> orders = new HashSet<>();
        of(order).filter(Written::current).forEach(written -> orders.add(written.orderNumber()));
        assertThat(of(result).filter(Written::current))
                .isNotEmpty()
                .allSatisfy(written -> assertThat(orders).contains(written.orderNumber()));
    }

    @Test
    void deletedOrderShouldEndWithAMessageOfControlCa() {
        for (String type : List.of("OMD", "OMP-01", "OMP-02", "OML-01", "OMG-01", "OMG-03")) {
            assertThat(of(type).filter(written -> written.name().get(6).equals("0"))
                            .map(written -> written.message().first("ORC", 1)))
                    .as(type)
                    .contains("NW", "CA");
        }
    }

    @Test
    void injectionGroupsShouldBeNumberedByOrderRpAndOccasion() {
        Stream.of("OMP-02", "OMP-12").flatMap(WrittenMessagesTest::of).forEach(written -> {
            int occasion = 0;
            for (List<String> orc : written.message().all("ORC")) {
                occasion++;
                assertThat(WrittenMessage.field(orc, 4)).isEqualTo(written.orderNumber() + "_01_00" + occasion);
            }
        });
    }

    @Test
    void partsOfAnExamShouldNameTheirParent() {
        Stream.of("OMG-01", "OMG-11", "OMG-02", "OMG-12")
                .flatMap(WrittenMessagesTest::of)
                .forEach(written -> {
                    List<List<String>> orcs = written.message().all("ORC");
                    List<List<String>> obrs = written.message().all("OBR");
                    assertThat(WrittenMessage.field(orcs.get(1), 1)).isEqualTo("PA");
                    for (int i = 2; i < orcs.size(); i++) {
                        assertThat(WrittenMessage.field(orcs.get(i), 1)).isEqualTo("CH");
                        assertThat(WrittenMessage.field(orcs.get(i), 8)).isEqualTo(written.orderNumber());
                        assertThat(WrittenMessage.field(obrs.get(i), 29)).isEqualTo(written.orderNumber());
                        assertThat(WrittenMessage.field(obrs.get(i), 2))
                                .isEqualTo(WrittenMessage.field(orcs.get(i), 2));
                    }
                });
    }

    @Test
    void susceptibilitiesShouldNameTheOrganismTheyAreOf() {
        List<Written> grown = of("OML-11")
                .filter(written -> written.message().text().contains("^JANIS"))
                .toList();

        assertThat(grown).isNotEmpty().allSatisfy(written -> {
            List<List<String>> obrs = written.message().all("OBR");
            for (int i = 1; i < obrs.size(); i++) {
                String parent = WrittenMessage.field(obrs.get(i), 26);
                String subId = parent.split("\\^")[1];
                assertThat(written.message().all("OBX")).anySatisfy(obx -> {
                    assertThat(WrittenMessage.field(obx, 2)).isEqualTo("CWE");
                    assertThat(WrittenMessage.field(obx, 4)).isEqualTo(subId);
                    assertThat(parent.replace('&', '^')).startsWith(WrittenMessage.field(obx, 3));
                });
            }
        });
    }

    @Test
    void publicAidShouldStandInASecondInsuranceSegment() {
        List<Written> aided = of("ADT-00")
                .filter(written -> written.message().all("IN1").size() == 2)
                .toList();

        assertThat(aided).isNotEmpty().allSatisfy(written -> {
            List<String> aid = written.message().all("IN1").get(1);
            assertThat(WrittenMessage.field(aid, 2)).matches("\\d{2}\\^.+\\^JHSD0001");
            assertThat(WrittenMessage.field(aid, 3)).matches("\\d{8}");
            assertThat(WrittenMessage.field(aid, 11)).matches("\\d{7}");
        });
    }

    @Test
    void ordersShouldRepeatTheAllergiesOfTheMasterRecord() {
        Map<String, List<String>> known = new HashMap<>();
        of("ADT-00")
                .filter(Written::current)
                .forEach(written -> known.put(
                        written.name().get(0),
                        written.message().all("AL1").stream()
                                .map(al1 -> String.join("|", al1))
                                .toList()));
        List<Written> orders = of("OMP-01")
                .filter(written -> !written.message().all("AL1").isEmpty())
                .toList();

        assertThat(orders)
                .isNotEmpty()
                .allSatisfy(written -> assertThat(
                                written.message().all("AL1").stream().map(al1 -> String.join("|", al1)))
                        .isEqualTo(known.get(written.name().get(0))));
    }

    @Test
    void everythingDoneForAnOutpatientShouldFallOnADayOfAReception() {
        Set<String> receptions = new HashSet<>();
        of("ADT-12").forEach(written -> receptions.add(written.name().get(0) + " " + written.careDate()));
        Stream.of("OMP-01", "OMP-12", "OML-11", "OMG-11", "OMG-12", "OMG-13")
                .flatMap(WrittenMessagesTest::of)
                .filter(written -> written.message().first("PV1", 2).equals("O"))
                .forEach(written -> assertThat(receptions)
                        .as(written.name().get(2))
                        .contains(written.name().get(0) + " " + written.careDate()));
    }

    @Test
    void everyInpatientOrderShouldComeFromTheBedThePatientLiesIn() {
        assertThat(of("OMP-02")
                        .filter(written -> written.message().first("PV1", 2).equals("I")))
                .isNotEmpty()
                .allSatisfy(written -> assertThat(written.message().first("ORC", 13))
                        .isEqualTo(written.message().first("PV1", 3))
                        .endsWith("^N"));
    }

    private static Stream<Written> of(String type) {
        return BY_TYPE.getOrDefault(type, List.of()).stream();
    }

    private static String text(byte[] content) {
        try {
            return Charset.forName("ISO-2022-JP")
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException windows) {
            return new String(content, Charset.forName("x-windows-iso2022jp"));
        }
    }
}
