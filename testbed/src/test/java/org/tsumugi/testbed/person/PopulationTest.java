package org.tsumugi.testbed.person;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.testbed.draw.Digits;
import org.tsumugi.testbed.facility.Facility;
import org.tsumugi.testbed.facility.FacilityDirectory;

class PopulationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

    @Test
    void personShouldBeTheSameWheneverAsked() {
        assertThat(new Population(3, TODAY).person(41)).isEqualTo(new Population(3, TODAY).person(41));
    }

    @Test
    void surnamesShouldBeDistributedAsInJapan() {
        Population population = new Population(3, TODAY);
        Map<String, Integer> surnames = new HashMap<>();
        for (int i = 0; i < 5000; i++) {
            surnames.merge(population.person(i).name().surname(), 1, Integer::sum);
        }

        assertThat(surnames).hasSizeGreaterThan(150).containsKeys("渡辺", "渡邊", "渡邉", "斎藤", "斉藤", "齋藤");
        assertThat(surnames.getOrDefault("佐藤", 0)).isGreaterThan(10 * surnames.getOrDefault("荻野", 1));
    }

    @Test
    void insuranceShouldHaveNumbersOfTheRightFormAndFollowAge() {
        Population population = new Population(3, TODAY);
        Set<InsuranceKind> kinds = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            Person person = population.person(i);
            Insurance insurance = person.insurance();
            kinds.add(insurance.kind());
            String number = insurance.insurerNumber();

            assertThat(number).matches(insurance.kind() == InsuranceKind.NATIONAL ? "\\d{6}" : "\\d{8}");
            assertThat(Digits.checkDigit(number.substring(0, number.length() - 1)))
                    .isEqualTo(number.charAt(number.length() - 1));
            assertThat(insurance.kind() == InsuranceKind.LATTER_STAGE).isEqualTo(person.ageOn(TODAY) >= 75);
            assertThat(number.startsWith("39")).isEqualTo(insurance.kind() == InsuranceKind.LATTER_STAGE);
        }
        assertThat(kinds).containsExactlyInAnyOrder(InsuranceKind.values());
    }

    @Test
    void checkDigitShouldBeThatOfKnownInsurers() {
        assertThat(Digits.checkDigit("13801")).isEqualTo('6');
        assertThat(Digits.checkDigit("13802")).isEqualTo('4');
        assertThat(Digits.checkDigit("0113001")).isEqualTo('2');
    }

    @Test
    void facilityCodesShouldBeTenDigitsOfNobody() {
        List<Facility> facilities = FacilityDirectory.of(7, 40);

        assertThat(facilities)
                .extracting(Facility::code)
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("\\d{2}199\\d{5}"));
        assertThat(facilities)
                .extracting(Facility::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.startsWith("架空"));
    }
}
