package org.tsumugi.search.name;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordNamesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> names(String resource) {
        return names(resource, Map.of());
    }

    private static List<String> names(String resource, Map<String, String> medications) {
        return new RecordNames(reference ->
                        Optional.ofNullable(medications.get(reference)).map(RecordNamesTest::json))
                .of(json(resource));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Condition",
                "Observation",
                "AllergyIntolerance",
                "ServiceRequest",
                "DiagnosticReport",
                "Procedure"
            })
    void ofShouldGiveTextAndDisplaysOfTheCode(String type) {
        assertThat(names("""
                {'resourceType':'%s','code':{'text':'心不全','coding':[{'code':'1','display':'うっ血性心不全'},{'code':'2'},
                {'display':'心不全'}]},'category':[{'text':'no name'}]}
                """.formatted(type))).containsExactly("心不全", "うっ血性心不全");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MedicationRequest", "MedicationAdministration"})
    void ofShouldGiveTheNamesOfAMedication(String type) {
        assertThat(names("""
                {'resourceType':'%s','medicationCodeableConcept':{'coding':[{'display':'レバミピド錠'}]}}
                """.formatted(type))).containsExactly("レバミピド錠");
        assertThat(names("""
                {'resourceType':'%s','medicationReference':{'reference':'#mix'},'contained':[
                {'resourceType':'Medication','id':'other','code':{'text':'no name'}},
                {'resourceType':'Medication','id':'mix','code':{'text':'混注'},'ingredient':[
                {'itemCodeableConcept':{'text':'生理食塩液'}},{'itemReference':{'reference':'#other'}}]}]}
                """.formatted(type))).containsExactly("混注", "生理食塩液", "no name");
        assertThat(names("""
                {'resourceType':'%s','medicationReference':{'reference':'Medication/m'}}
                """.formatted(type), Map.of("Medication/m", """
                {'resourceType':'Medication','code':{'coding':[{'display':'点滴'}]},'ingredient':[
                {'itemCodeableConcept':{'coding':[{'display':'ヘパリン'}]}}]}
                """))).containsExactly("点滴", "ヘパリン");
    }

    @Test
    void ofShouldGiveNothingOfOtherTypesNorWhereThereIsNoName() {
        assertThat(names("{'resourceType':'Encounter','code':{'text':'外来'}}")).isEmpty();
        assertThat(names("{'resourceType':'Condition','code':{'text':' 　','coding':[{'display':''}]}}"))
                .isEmpty();
        assertThat(names("{'resourceType':'Condition'}")).isEmpty();
        assertThat(names("{'resourceType':'MedicationRequest','medicationReference':{'reference':'Medication/gone'}}"))
                .isEmpty();
    }

    @Test
    void ofShouldEndWhereMixturesHoldEachOther() {
        assertThat(names(
                        "{'resourceType':'MedicationRequest','medicationReference':{'reference':'Medication/m'}}",
                        Map.of(
                                "Medication/m",
                                "{'code':{'text':'a'},'ingredient':[{'itemReference':{'reference':'Medication/m'}}]}")))
                .containsExactly("a");
    }

    @Test
    void medicationOfShouldGiveWhatStandsOutside() {
        assertThat(RecordNames.medicationOf(json("{'medicationReference':{'reference':'Medication/m'}}")))
                .contains("Medication/m");
        assertThat(RecordNames.medicationOf(json("{'medicationReference':{'reference':'#m'}}")))
                .isEmpty();
        assertThat(RecordNames.medicationOf(json("{}"))).isEmpty();
    }
}
