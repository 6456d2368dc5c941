package org.tsumugi.testbed.bench.mapper;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One message to measure with.
 *
 * @param name what it is
 * @param path where it lies in a storage
 * @param text the message; segments end with CR
 * @param peerText the message in a form that the other converter has a template for; the same content
 */
record BenchMessage(String name, String path, String text, String peerText) {

    private static final String HEADER =
            "MSH|^~\\&|HIS|SEND|GW|RCV|20260401091500.123||%s|20260401000001|P|2.5||||||~ISO IR87||ISO 2022-1994"
                    + "|SS-MIX2_1.20^SS-MIX2^1.2.392.200250.2.1.100.1.2.120^ISO\r"
                    + "PID|0001||0000012345^^^^PI||架空^花子^^^^^L^I~カクウ^ハナコ^^^^^L^P||19700101|F|||^^^^100-0000^JPN^H^"
                    + "東京都千代田区仮町１−２−３||^PRN^PH^^^^^^^^^03-0000-0001\r";
    private static final String VISIT = "PV1|0001|O|01^^^^^C||||110^医師^一郎^^^^^^^L^^^^^I|||01\r";
    private static final String ORDERED_BY = "|20260401091000|058^入力^次郎^^^^^^^L^^^^^I||110^医師^一郎^^^^^^^L^^^^^I|01^^^^^C"
            + "||||01^内科^HL70069||||架空病院|^^^^100-0001^JPN^B^東京都千代田区仮町９|^WPN^PH^^^^^^^^^03-0000-0009"
            + "||||||O^外来患者オーダ^HL70482\r";
    private static final int LAB_ITEMS = 30;

    /** The three messages of the comparison. */
    static List<BenchMessage> all() {
        return List.of(prescription(), labResult(), injection());
    }

    /** The bytes as they lie in a storage. */
    byte[] bytes() {
        return text.getBytes(Charset.forName("ISO-2022-JP"));
    }

    private static BenchMessage prescription() {
        String text = HEADER.formatted("RDE^O11^RDE_O11")
                + VISIT
                + drug("1", "105271807^アムロジピン錠５ｍｇ^HOT9", "1", "TAB^錠^MR9P", "14", "1012000400000000^内服・経口・１日１回朝食後")
                + drug("1", "110626901^ファモチジン錠１０ｍｇ^HOT9", "1", "TAB^錠^MR9P", "14", "1012000400000000^内服・経口・１日１回朝食後")
                + drug("2", "102085402^メトホルミン錠２５０ｍｇ^HOT9", "1", "TAB^錠^MR9P", "42", "1013044400000000^内服・経口・１日３回毎食後")
                + drug("3", "106235401^ロキソプロフェン錠６０ｍｇ^HOT9", "1", "TAB^錠^MR9P", "10", "1050110000000000^内服・経口・疼痛時");
        return new BenchMessage("prescription, 4 drugs", path("OMP-01"), text, text);
    }

    private static String drug(String rp, String code, String dose, String unit, String amount, String usage) {
        return "ORC|NW|000000000000123||" + rp + "|CM|||" + ORDERED_BY
                + "RXE||" + code + "|" + dose + "||" + unit + "|TAB^錠剤^MR9P||||" + amount + "|" + unit
                + "||||000000000000123||||" + dose + "^TAB&錠&MR9P||OHP^外来処方^MR9P~OHI^院内処方^MR9P||||||21^内服^JHSP0003\r"
                + "TQ1|1||" + usage.replace("^", "&") + "&JAMISDP01|||14^D&日&ISO+|20260401|20260414\r"
                + "RXR|PO^口^HL70162\r";
    }

    private static BenchMessage labResult() {
        String order =
                "OBR|1|000000000000456|000000001219005|B001^生化学^99O03|||20260401|20260401||||||||110^医師^一郎^^^^^^^L^^^^^I"
                        + "||||||20260401101500|||F\r";
        String orc = "ORC|SC|000000000000456|000000001219005||CM|||" + ORDERED_BY;
        String results = IntStream.rangeClosed(1, LAB_ITEMS)
                .mapToObj(i -> "OBX|" + i + "|NM|3A0" + (10 + i) + "0000023271" + (100 + i) + "^検査項目" + i + "^JC10^L"
                        + i
                        + "^検査項目" + i + "^99L01||" + (i + 0.5) + "|mg/dL^mg/dL^ISO+|1.0-20.0|" + (i > 20 ? "H" : "N")
                        + "|||F|||20260401090000\r")
                .collect(Collectors.joining());
        String specimen = "SPM|1|000000001219005||023^血清^JC10^01^血清^99Z01|||||||||||||20260401090000\r";
        return new BenchMessage(
                "laboratory result, 30 items",
                path("OML-11"),
                HEADER.formatted("OUL^R22^OUL_R22") + VISIT + specimen + order + orc + results,
                HEADER.formatted("ORU^R01^ORU_R01") + VISIT + orc + order + results);
    }

    private static BenchMessage injection() {
        String text = HEADER.formatted("RDE^O11^RDE_O11")
                + VISIT.replace("|O|", "|I|")
                + "ORC|NW|000000000000789||000000000000789_01_001|CM|||" + ORDERED_BY
                + "RXE||00^一般^JHSI0002|510||ML^ｍＬ^MR9P|INJ^注射剤^MR9P|||||||||||||||||||170|ML&ｍＬ&MR9P\r"
                + "TQ1|1||||||20260401100000|20260401130000|||点滴\r"
                + "RXR|IV^静脈内^HL70162|FOREA^前腕^HL70550|IVP^点滴ポンプ^HL70164|101^点滴静注^JHSI0003\r"
                + "RXC|B|107750602^ソリタ−Ｔ３号輸液５００ｍＬ^HOT9|1|HON^本^MR9P\r"
                + "RXC|A|107235202^ビタミン注１０ｍＬ^HOT9|1|AMP^管^MR9P\r"
                + "RXC|A|108010001^制吐薬注２ｍＬ^HOT9|1|AMP^管^MR9P\r";
        return new BenchMessage("injection, 3 drugs", path("OMP-02"), text, text);
    }

    private static String path(String type) {
        String order = switch (type) {
            case "OMP-01" -> "000000000000123";
            case "OML-11" -> "000000000000456";
            default -> "000000000000789";
        };
        return "000/001/0000012345/20260401/" + type + "/0000012345_20260401_" + type + "_" + order
                + "_20260401091500123_01_1";
    }
}
