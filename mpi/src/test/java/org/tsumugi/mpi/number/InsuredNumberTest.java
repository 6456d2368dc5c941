package org.tsumugi.mpi.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.mpi.Insurance;

class InsuredNumberTest {

    private static final List<String> LAWS =
            List.of("01", "02", "03", "04", "06", "07", "31", "32", "33", "34", "63", "67", "72", "73", "74", "75");

    private static InsuredNumber read(String insurer, String symbol, String number, String branch) {
        return InsuredNumber.read(new Insurance(insurer, symbol, number, branch))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "138057, 12-34, 5678, 01",
        "00138057, 12-34, 5678, 01",
        "１３８０５７, １２−３４, ５６７８, ０１",
        "13-805-7, 12 34, 0005678, 1",
        "138057, 12　34, 5-678, １",
        "138057, 12・34, ５６ー７８, 001",
        "138057, 1２ｰ3４, 5678, 01",
        "138057, 12\u200b34, 5678, 1"
    })
    void readShouldBringWritingsIntoOneForm(String insurer, String symbol, String number, String branch) {
        InsuredNumber read = read(insurer, symbol, number, branch);

        assertThat(read.individualKey()).contains("00138057|1234|5678|01");
        assertThat(read.householdKey()).contains("00138057|1234|5678");
        assertThat(read.lateElderlyKey()).isEmpty();
        assertThat(read)
                .isEqualTo(read("138057", "1234", "5678", "1"))
                .hasSameHashCodeAs(read("138057", "1234", "5678", "1"));
    }

    @Test
    void readShouldKeepLettersOfSymbols() {
        assertThat(read("34130021", "公立東京", "123", "").householdKey()).contains("34130021|公立東京|123");
        assertThat(read("06139901", "ａｂ-センター1", "123", "").householdKey()).contains("06139901|ABセンター1|123");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "なし", "無し", "　"})
    void readShouldKnowInsurersWithoutSymbol(String symbol) {
        assertThat(read("138057", symbol, "5678", "").householdKey()).contains("00138057||5678");
    }

    @Test
    void leadingZerosOfASymbolShouldMeanNothing() {
        assertThat(read("01130012", "01010017", "5", "1")).isEqualTo(read("01130012", "1010017", "５", "01"));
        assertThat(read("138057", "０12", "5678", "1")).isEqualTo(read("138057", "12", "5678", "1"));
        assertThat(read("138057", "A012", "5678", "1")).isNotEqualTo(read("138057", "A12", "5678", "1"));
    }

    @Test
    void individualKeyShouldNeedABranch() {
        for (String branch : List.of("", " ", "-", "不明", "100", "A")) {
            InsuredNumber read = read("138057", "12", "5678", branch);
            assertThat(read.individualKey()).as(branch).isEmpty();
            assertThat(read.householdKey()).as(branch).contains("00138057|12|5678");
        }
        assertThat(read("138057", "12", "5678", "0").individualKey()).contains("00138057|12|5678|00");
    }

    @Test
    void numberOfTheLateElderlyShouldBeOnePersons() {
        InsuredNumber read = read("３９１３１２３４", "", "0012-3456", "");

        assertThat(read.lateElderlyKey()).contains("39131234|123456");
        assertThat(read.householdKey()).isEmpty();
        assertThat(read.individualKey()).isEmpty();
        assertThat(read("39131234", "12", "123456", "01")).isEqualTo(read);
        assertThat(InsuredNumber.read(new Insurance("39131234", "", "123456789", "")))
                .isEmpty();
        assertThat(InsuredNumber.read(new Insurance("39131234", "", "12345A", "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12131234",
                "51136018",
                "54136015",
                "21130019",
                "15130017",
                "80130012",
                "",
                "LI",
                "99999999",
                "00000000",
                "000000",
                "33333333",
                "1",
                "1234",
                "480015",
                "00990015",
                "013001234",
                "保険者",
                "05130012",
                "08130012",
                "40130012"
            })
    void readShouldGiveNothingForOthersThanHealthInsurers(String insurer) {
        assertThat(InsuredNumber.read(new Insurance(insurer, "12", "345", "01")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01", "02", "03", "04", "06", "07", "31", "32", "33", "34", "39", "63", "67", "72", "73", "74", "75"
            })
    void readShouldKnowEveryHealthInsurance(String law) {
        assertThat(InsuredNumber.read(new Insurance(law + "130012", "12", "345", "01")))
                .isPresent();
    }

    @Test
    void readShouldPadInsurersThatLostTheirZeros() {
        assertThat(read("1130012", "1234", "5", "")).isEqualTo(read("01130012", "1234", "5", ""));
        assertThat(read("10017", "", "5", "")).isEqualTo(read("010017", "", "5", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "0",
                "0000",
                "00-00",
                "００００",
                "999",
                "99999999",
                "1111",
                "7777777",
                "番号",
                "不明",
                "ABC",
                "1|2"
            })
    void readShouldGiveNothingForFillersInPlaceOfNumbers(String number) {
        assertThat(InsuredNumber.read(new Insurance("138057", "12", number, "01")))
                .isEmpty();
        assertThat(InsuredNumber.read(new Insurance("39131234", "", number, "")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "9", "99", "111", "1000", "9990", "0009"})
    void readShouldTakeShortNumbersForNumbers(String number) {
        assertThat(InsuredNumber.read(new Insurance("138057", "12", number, "01")))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"記号", "不明", "unknown", "1|2"})
    void readShouldGiveNothingForFillersInPlaceOfSymbols(String symbol) {
        assertThat(InsuredNumber.read(new Insurance("138057", symbol, "345", "01")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"01, false", "02, false", "06, false", "07, true", "31, true", "67, true"})
    void readShouldNeedTheSymbolWithinWhichNumbersAreCounted(String law, boolean expected) {
        assertThat(InsuredNumber.read(new Insurance(law + "130012", "", "345", "01"))
                        .isPresent())
                .isEqualTo(expected);
        assertThat(InsuredNumber.read(new Insurance(law + "130012", "12", "345", "01")))
                .isPresent();
    }

    @Property
    void writingShouldNotChangeKeys(@ForAll("insurances") Insurance plain, @ForAll("writings") Writing writing) {
        assertThat(InsuredNumber.read(writing.of(plain)))
                .isEqualTo(InsuredNumber.read(plain))
                .isPresent();
    }

    @Property
    void differentNumbersShouldHaveDifferentKeys(
            @ForAll("insurances") Insurance one,
            @ForAll("insurances") Insurance other,
            @ForAll("writings") Writing writing) {
        InsuredNumber a = InsuredNumber.read(one).orElseThrow();
        InsuredNumber b = InsuredNumber.read(writing.of(other)).orElseThrow();
        boolean sameHousehold = one.insurer().equals(other.insurer())
                && one.symbol().equals(other.symbol())
                && one.number().equals(other.number());

        assertThat(a.householdKey().equals(b.householdKey())).isEqualTo(sameHousehold);
        assertThat(a.individualKey().equals(b.individualKey()))
                .isEqualTo(sameHousehold && one.branch().equals(other.branch()));
        assertThat(a.equals(b)).isEqualTo(one.equals(other));
    }

    /** Few symbols and numbers, so that neighbours meet. */
    @Provide
    Arbitrary<Insurance> insurances() {
        Arbitrary<String> insurers = Arbitraries.of(LAWS)
                .flatMap(law -> Arbitraries.integers().between(1, 3).map(n -> law + "13001" + n));
        return Combinators.combine(
                        insurers,
                        Arbitraries.of("1", "12", "123", "国12", "AB"),
                        Arbitraries.integers().between(1, 40).map(String::valueOf),
                        Arbitraries.of("00", "01", "02", "11"))
                .as(Insurance::new);
    }

    /** A habit of writing: what is written between characters, in front of numbers, and how wide. */
    record Writing(String between, String zeros, boolean wide) {

        Insurance of(Insurance plain) {
            return new Insurance(
                    written(plain.insurer()),
                    written(plain.symbol()),
                    written(zeros + plain.number()),
                    written(plain.branch().replaceFirst("^0", "")));
        }

        private String written(String text) {
            StringBuilder written = new StringBuilder();
            for (char c : text.toCharArray()) {
                written.append(written.isEmpty() ? "" : between).append(wide && c < 0x80 ? (char) (c + 0xFEE0) : c);
            }
            return written.toString();
        }
    }

    @Provide
    Arbitrary<Writing> writings() {
        return Combinators.combine(
                        Arbitraries.of("", "-", "－", "−", "‐", " ", "　", "・", "･", "\u200b"),
                        Arbitraries.of("", "0", "000"),
                        Arbitraries.of(true, false))
                .as(Writing::new);
    }

    @Test
    void toStringShouldHideTheNumber() {
        assertThat(read("138057", "12", "345", "01")).hasToString("InsuredNumber[]");
    }
}
