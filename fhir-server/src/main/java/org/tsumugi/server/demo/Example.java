package org.tsumugi.server.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Something to try.
 *
 * @param japanese what it shows
 * @param english what it shows
 * @param path below the server
 * @param parameters {@code name=value}, not yet encoded
 */
record Example(String japanese, String english, String path, List<String> parameters) {

    /** The examples that the patient's record has an answer for. */
    static List<Example> of(ExamplePatient patient) {
        List<Example> examples = new ArrayList<>();
        String patientIs = "patient=" + patient.id();
        if (patient.kanji() != null) {
            examples.add(new Example(
                    "漢字の氏名で患者を探す",
                    "Find a patient by kanji name",
                    "/fhir/Patient",
                    List.of(
                            "name=" + patient.kanji().getFamily(),
                            "given=" + patient.kanji().getGivenAsSingleString())));
        }
        if (patient.kana() != null) {
            examples.add(new Example(
                    "カナの氏名で患者を探す",
                    "Find a patient by kana name",
                    "/fhir/Patient",
                    List.of(
                            "name=" + patient.kana().getFamily(),
                            "given=" + patient.kana().getGivenAsSingleString())));
        }
        if (patient.test() != null) {
            String test =
                    patient.test().getDisplay() == null ? "" : patient.test().getDisplay();
            examples.add(new Example(
                    "その患者の検査結果を新しい順に " + test,
                    "That patient's results of one test, latest first",
                    "/fhir/Observation",
                    List.of(patientIs, "code=" + patient.test().getCode(), "_sort=-date")));
        }
        examples.add(new Example(
                "その患者の処方と処方医",
                "That patient's prescriptions and who wrote them",
                "/fhir/MedicationRequest",
                List.of(patientIs, "_include=MedicationRequest:requester")));
        examples.add(new Example("その患者の病名", "That patient's conditions", "/fhir/Condition", List.of(patientIs)));
        return List.copyOf(examples);
    }

    /** A line for a shell. */
    String curl(URI server) {
        StringBuilder line = new StringBuilder("curl -sG ").append(server.resolve(path));
        for (String parameter : parameters) {
            line.append(" --data-urlencode '")
                    .append(parameter.replace("'", "'\\''"))
                    .append('\'');
        }
        return line.toString();
    }
}
