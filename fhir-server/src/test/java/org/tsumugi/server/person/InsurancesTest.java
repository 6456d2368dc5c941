package org.tsumugi.server.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsumugi.mpi.Insurance;

class InsurancesTest {

    private static final String PID = "PID|0001||9990013^^^^PI||山田^花子^^^^^L^I||19700131|F";

    @Test
    void ofShouldTakeNumbersVerbatimInTheOrderOfTheFile() {
        List<Insurance> insurances = Insurances.of(BasicInformation.resources(
                PID,
                "IN1|1|06^組合管掌健康保険^JHSD0001|06139999|||||||１２・３~４５６~01",
                "IN1|2|67^国民健康保険退職者^JHSD0001|67139999|||||||山|789"));

        assertThat(insurances)
                .containsExactly(
                        new Insurance("06139999", "１２・３", "４５６", "01"), new Insurance("67139999", "山", "789", ""));
        assertThat(EvidenceJson.readInsurances(EvidenceJson.write(insurances))).isEqualTo(insurances);
        assertThat(EvidenceJson.write(insurances.subList(1, 2)))
                .isEqualTo("[{\"insurer\":\"67139999\",\"symbol\":\"山\",\"number\":\"789\",\"branch\":\"\"}]");
    }

    @Test
    void ofShouldTakeInsurancesWithoutSymbolAndPublicPayers() {
        assertThat(Insurances.of(BasicInformation.resources(
                        PID,
                        "IN1|1|39^後期高齢者^JHSD0001|39131156||||||||01234567",
                        "IN1|2|54^難病^JHSD0001|54136015||||||||7654321")))
                .containsExactly(
                        new Insurance("39131156", "", "01234567", ""), new Insurance("54136015", "", "7654321", ""));
    }

    @Test
    void ofShouldLeaveOutWhatHasNoNumber() {
        assertThat(Insurances.of(BasicInformation.resources(PID, "IN1|1|OE^自費^JHSD0001|")))
                .isEmpty();
        assertThat(EvidenceJson.write(List.<Insurance>of())).isEqualTo("[]");
    }
}
