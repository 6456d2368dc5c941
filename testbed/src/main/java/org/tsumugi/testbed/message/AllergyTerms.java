package org.tsumugi.testbed.message;

import java.util.Map;
import org.tsumugi.testbed.story.Allergen;

/** Names of the HL7 tables about allergies, as Japanese hospitals write them. */
final class AllergyTerms {

    private static final Map<String, String> TYPES = Map.of(
            "DA", "薬剤アレルギー",
            "FA", "食物アレルギー",
            "LA", "花粉アレルギー",
            "EA", "環境アレルギー",
            "AA", "動物アレルギー",
            "MC", "その他のアレルギー");
    private static final Map<String, String> SEVERITIES = Map.of("MI", "軽度", "MO", "中等度", "SV", "重度");

    private AllergyTerms() {}

    static String type(Allergen allergen) {
        return Hl7.components(allergen.type(), TYPES.getOrDefault(allergen.type(), ""), "HL70127");
    }

    static String severity(String code) {
        return Hl7.components(code, SEVERITIES.getOrDefault(code, ""), "HL70128");
    }
}
