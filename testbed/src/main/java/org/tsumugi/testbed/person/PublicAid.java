package org.tsumugi.testbed.person;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.tsumugi.testbed.draw.Dice;
import org.tsumugi.testbed.draw.Digits;

/**
 * 公費負担医療: what the state pays besides the insurance.
 *
 * @param law 法別番号, 2 digits: the kind in IN1-2
 * @param payerNumber 公費負担者番号, 8 digits, the last a check digit
 * @param recipientNumber 公費受給者番号, 7 digits, the last a check digit
 */
public record PublicAid(
        String law,
        String title,
        String payerNumber,
        String payerName,
        String recipientNumber,
        LocalDate from,
        LocalDate until) {

    private static final double AIDED = 0.09;
    private static final List<String> LAWS = List.of("54", "54", "21", "15", "80");

    static Optional<PublicAid> of(Dice dice, Place home, LocalDate today) {
        if (!dice.chance(AIDED)) {
            return Optional.empty();
        }
        String law = dice.pick(LAWS);
        String payer = law + home.prefectureCode() + "99" + dice.between(1, 9);
        String recipient = dice.digits(6);
        LocalDate from = LocalDate.of(today.getYear() - 1, 10, 1);
        return Optional.of(new PublicAid(
                law,
                title(law),
                payer + Digits.checkDigit(payer),
                home.prefecture(),
                recipient + Digits.checkDigit(recipient),
                from,
                from.plusYears(1).minusDays(1)));
    }

    private static String title(String law) {
        return switch (law) {
            case "54" -> "難病医療";
            case "21" -> "精神通院医療";
            case "15" -> "更生医療";
            default -> "地方単独事業";
        };
    }
}
