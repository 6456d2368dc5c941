package org.tsumugi.hl7v2.code;

import org.tsumugi.hl7v2.MapperSettings.Systems;

/** URLs of JP Core 1.1.2: profiles, extensions and identifier systems. */
public final class JpCore {

    /** The system of the categories of observations that JP Core's profiles fix. */
    public static final String OBSERVATION_CATEGORY =
            "http://jpfhir.jp/fhir/core/CodeSystem/JP_SimpleObservationCategory_CS";

    /** LOINC, whose part codes name the categories of reports. */
    public static final String LOINC = "http://loinc.org";

    private static final String PROFILE = "http://jpfhir.jp/fhir/core/StructureDefinition/";
    private static final String EXTENSION = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/";

    private JpCore() {}

    /** The URL of a profile, such as {@code JP_Patient}. */
    public static String profile(String name) {
        return PROFILE + name;
    }

    /** The URL of an extension, such as {@code JP_Coverage_InsuredPersonSymbol}. */
    public static String extension(String name) {
        return EXTENSION + name;
    }

    /** The identifier system of the patients of a facility; an OID in every generation. */
    public static String patientIdSystem(String facility) {
        return "urn:oid:1.2.392.100495.20.3.51.1" + facility;
    }

    /** The identifier system of the staff of a facility; an OID in every generation. */
    public static String practitionerIdSystem(String facility) {
        return "urn:oid:1.2.392.100495.20.3.41.1" + facility;
    }

    /** Identifier and code systems that JP Core fixes, in the OID and the URL generation. */
    public enum Name {
        /** RP番号. */
        RP_NUMBER(
                "urn:oid:1.2.392.100495.20.3.81", "http://jpfhir.jp/fhir/core/mhlw/IdSystem/Medication-RPGroupNumber"),
        /** 薬剤の Rp 内順序. */
        ORDER_IN_RP(
                "urn:oid:1.2.392.100495.20.3.82",
                "http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicationAdministrationIndex"),
        /** Order numbers and other instance identifiers. */
        RESOURCE_INSTANCE(
                "http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier",
                "http://jpfhir.jp/fhir/core/IdSystem/resourceInstance-identifier"),
        /** 保険医療機関番号, 10 digits. */
        MEDICAL_INSTITUTION(
                "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no",
                "http://jpfhir.jp/fhir/core/IdSystem/insurance-medical-institution-no"),
        /** 保険者番号. */
        INSURER_NUMBER("urn:oid:1.2.392.100495.20.3.61", "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber"),
        /** 公費負担者番号. */
        PUBLIC_PAYER_NUMBER(
                "urn:oid:1.2.392.100495.20.3.71", "http://jpfhir.jp/fhir/core/mhlw/IdSystem/PublicPayerNumber"),
        /** 公費受給者番号. */
        PUBLIC_INSURED_PERSON_NUMBER(
                "urn:oid:1.2.392.100495.20.3.72", "http://jpfhir.jp/fhir/core/mhlw/IdSystem/PublicInsuredPersonNumber"),
        /** 都道府県番号, 2 digits. */
        PREFECTURE("urn:oid:1.2.392.100495.20.3.21", "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/PrefectureNo-2digits"),
        /** 点数表番号, 1 digit. */
        FEE_SCORE_TYPE(
                "urn:oid:1.2.392.100495.20.3.22", "http://jpfhir.jp/fhir/core/mhlw/CodeSystem/MedicationFeeScoreType"),
        /** 医療機関番号, 7 digits. */
        MEDICAL_ORGANIZATION(
                "urn:oid:1.2.392.100495.20.3.23", "http://jpfhir.jp/fhir/core/mhlw/IdSystem/MedicalOrganizationID");

        private final String oid;
        private final String url;

        Name(String oid, String url) {
            this.oid = oid;
            this.url = url;
        }

        /** The URI in this generation. */
        public String in(Systems generation) {
            return generation == Systems.OID ? oid : url;
        }
    }
}
