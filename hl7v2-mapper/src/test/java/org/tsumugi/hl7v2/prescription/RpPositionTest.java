package org.tsumugi.hl7v2.prescription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;

class RpPositionTest {

    private final Ledger ledger = new Ledger();

    /** Positions as {@code rp.order} of drugs whose ORC-4 is as given. */
    private List<String> positions(String... groupNumbers) throws NotHl7Exception {
        String message = Arrays.stream(groupNumbers)
                .map(number -> "ORC|NW|12345||" + number + "\rRXE|1")
                .collect(Collectors.joining("\r"));
        List<DrugGroup> drugs =
                DrugGroup.of(Message.parse("MSH|^~\\&|A\r" + message).segments());
        return RpPosition.of(drugs.stream().map(DrugGroup::order).toList(), ledger).stream()
                .map(position -> position.rp() + "." + position.order())
                .toList();
    }

    private static List<String> groups(String... groupNumbers) throws NotHl7Exception {
        String message = Arrays.stream(groupNumbers)
                .map(number -> "ORC|NW|12345||" + number)
                .collect(Collectors.joining("\r"));
        return Message.parse("MSH|^~\\&|A\r" + message).all("ORC").stream()
                .map(orc -> RpPosition.group(Optional.of(orc)))
                .toList();
    }

    @Test
    void ofShouldSuppressLeadingZerosAndCountWithinTheRp() throws NotHl7Exception {
        assertThat(positions("01", "1", "02", "010")).containsExactly("1.1", "1.2", "2.1", "10.1");
        assertThat(ledger.issues()).isEmpty();
    }

    @Test
    void ofShouldReadTheRpNumberBehindTheOrderNumber() throws NotHl7Exception {
        assertThat(positions("12345678_01", "12345678_01", "12345678_02_003")).containsExactly("1.1", "1.2", "2.1");
    }

    @Test
    void ofShouldCountAcrossInterruptedGroups() throws NotHl7Exception {
        assertThat(positions("1", "2", "1")).containsExactly("1.1", "2.1", "1.2");
    }

    @Test
    void ofShouldPlaceWhatHasNoNumberBehindTheOthersAndReportIt() throws NotHl7Exception {
        assertThat(positions("", "A", "3", "A", "")).containsExactly("4.1", "5.1", "3.1", "5.2", "6.1");
        assertThat(ledger.issues()).hasSize(4);
    }

    @Test
    void groupShouldNotDependOnTheOtherRps() throws NotHl7Exception {
        assertThat(groups("01", "A", "12345678_02", "")).containsExactly("1", "A", "2", "");
    }
}
