package org.tsumugi.hl7v2.labresult;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.labresult.ResultGroups.ResultGroup;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class CulturesTest {

    private static final String CULTURE = "6B010000006174311^culture^JC10";
    private static final String ORGANISM = "OBX|1|CWE|" + CULTURE + "|1|1301^aureus^JANIS||||||F";
    private static final String QUANTITY = "OBX|1|ST|" + CULTURE + "|1|3+||||||F";
    private static final String DRUG = "OBX|1|ST|2301^VCM^JANIS|1|<=1|||S|||F";

    private final Ledger ledger = new Ledger();

    /** Each row as {@code part [organism]}, {@code -} where there is none. */
    private List<String> rows(String... segments) throws NotHl7Exception {
        ResultGroups groups = ResultGroups.of(Message.parse("MSH|^~\\&|A\rPID|1\r" + String.join("\r", segments)));
        Cultures cultures = Cultures.of(groups, ledger);
        return groups.orders().stream()
                .flatMap(order -> order.results().stream())
                .map(ResultGroup::obx)
                .map(obx -> (cultures.part(obx) == null ? "-" : String.valueOf(cultures.part(obx)))
                        + cultures.organism(obx)
                                .map(Segment::place)
                                .map(" "::concat)
                                .orElse(""))
                .collect(Collectors.toList());
    }

    @Test
    void rowsShouldBelongToTheOrganismOfTheirSubId() throws NotHl7Exception {
        assertThat(rows(
                        "OBR|1",
                        ORGANISM,
                        QUANTITY,
                        DRUG,
                        "OBX|4|CWE|" + CULTURE + "|2|X1^another^99ORG||||||F",
                        "OBX|5|ST|6B010000006174301^culture^JC10|2|few||||||F"))
                .containsExactly("ORGANISM", "GROWTH OBX[1]", "SUSCEPTIBILITY OBX[1]", "ORGANISM", "GROWTH OBX[4]");
        assertThat(ledger.issues()).isEmpty();
    }

    @Test
    void rowsShouldNotBeLinkedWithoutASubId() throws NotHl7Exception {
        assertThat(rows(
                        "OBR|1",
                        "OBX|1|CWE|" + CULTURE + "||1301^aureus^JANIS||||||F",
                        "OBX|2|ST|" + CULTURE + "||3+||||||F",
                        "OBX|3|ST|2301^VCM^JANIS||<=1||||||F"))
                .containsExactly("ORGANISM", "OTHER", "SUSCEPTIBILITY");
    }

    @Test
    void rowsShouldNotBeLinkedOutsideMicrobiology() throws NotHl7Exception {
        assertThat(rows(
                        "OBR|1",
                        "OBX|1|CWE|3D010000002227201^glucose^JC10|1|0^before^99TIM||||||F",
                        "OBX|2|ST|3D010000002227201^glucose^JC10|1|98||||||F",
                        "OBX|3|ST|K1^item^99ITM|1|98|||S|||F"))
                .containsExactly("-", "-", "-");
    }

    @Test
    void rowsShouldNotBeLinkedAcrossOrdersBySubId() throws NotHl7Exception {
        assertThat(rows("OBR|1", ORGANISM, "OBR|2", QUANTITY, DRUG))
                .containsExactly("ORGANISM", "OTHER", "SUSCEPTIBILITY");
    }

    @Test
    void smearShouldNotBeLinked() throws NotHl7Exception {
        assertThat(rows("OBR|1", "OBX|1|ST|6A010000006170411^smear^JC10|1|1+||||||F", ORGANISM))
                .containsExactly("OTHER", "ORGANISM");
    }

    @Test
    void rowsShouldBeLinkedToNoneWhenTwoOrganismsHaveTheirSubId() throws NotHl7Exception {
        assertThat(rows("OBR|1", ORGANISM, ORGANISM.replace("1301", "1131"), QUANTITY, DRUG))
                .containsExactly("ORGANISM", "ORGANISM", "OTHER", "SUSCEPTIBILITY");
        assertThat(ledger.issues()).extracting(issue -> issue.segment()).containsExactly("OBX[3]", "OBX[4]");
    }

    @Test
    void withdrawnOrganismShouldGiveWayToItsCorrection() throws NotHl7Exception {
        assertThat(rows("OBR|1", ORGANISM.replace("||||||F", "||||||D"), ORGANISM.replace("1301", "1303"), DRUG))
                .containsExactly("ORGANISM", "ORGANISM", "SUSCEPTIBILITY OBX[2]");
    }

    @Test
    void organismInWordsShouldBeKnownWhenAnOrderNamesIt() throws NotHl7Exception {
        String inWords = "OBX|1|ST|" + CULTURE + "|1|S. aureus||||||F";
        String parent = "OBR|2" + "|".repeat(25) + "6B010000006174311&culture&JC10^1";
        assertThat(rows("OBR|1", inWords, DRUG)).containsExactly("OTHER", "SUSCEPTIBILITY");
        assertThat(rows("OBR|1", inWords, parent, DRUG)).containsExactly("ORGANISM", "SUSCEPTIBILITY OBX[1]");
    }

    @Test
    void codedQuantityShouldBelongToItsOrganism() throws NotHl7Exception {
        assertThat(rows("OBR|1", ORGANISM, "OBX|2|CWE|" + CULTURE + "|1|3^3+^99QTY||||||F"))
                .containsExactly("ORGANISM", "GROWTH OBX[1]");
    }

    @Test
    void localDrugShouldBeKnownByItsFlag() throws NotHl7Exception {
        assertThat(rows(
                        "OBR|1",
                        ORGANISM,
                        "OBX|2|ST|K77^GM^99DRG|1|>16|||R|||F",
                        "OBX|3|ST|K78^white cells^99ITM|1|few||||||F"))
                .containsExactly("ORGANISM", "SUSCEPTIBILITY OBX[1]", "-");
    }

    @Test
    void rowsShouldBelongToTheOrganismTheirOrderNames() throws NotHl7Exception {
        String parent = "OBR|2" + "|".repeat(25) + "6B010000006174311&culture&JC10^1^aureus";
        assertThat(rows("OBR|1", ORGANISM, QUANTITY, parent, DRUG, "OBX|2|ST|K77^GM^99DRG||>16||||||F"))
                .containsExactly("ORGANISM", "GROWTH OBX[1]", "SUSCEPTIBILITY OBX[1]", "SUSCEPTIBILITY OBX[1]");
    }

    @Test
    void orderShouldBeLinkedToNoneWhenItsParentIsNotPlain() throws NotHl7Exception {
        String parent = "OBR|3" + "|".repeat(25) + "6B010000006174311&culture&JC10^1";
        assertThat(rows("OBR|1", ORGANISM, "OBR|2", ORGANISM, parent, DRUG))
                .containsExactly("ORGANISM", "ORGANISM", "SUSCEPTIBILITY");
        assertThat(ledger.issues()).extracting(issue -> issue.field()).containsExactly("OBR-26");
    }

    @Test
    void orderShouldBeLeftAloneWhenItsParentIsInAnotherMessage() throws NotHl7Exception {
        String parent = "OBR|1" + "|".repeat(25) + "6B010000006174311&culture&JC10^1";
        assertThat(rows(parent, DRUG)).containsExactly("SUSCEPTIBILITY");
        assertThat(ledger.issues()).isEmpty();
    }
}
