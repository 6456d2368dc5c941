package org.tsumugi.hl7v2.labresult;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.Segment;

class LabOrderKeysTest {

    private static Segment segment(String text) throws NotHl7Exception {
        return Message.parse("MSH|^~\\&|A\r" + text).segments().get(1);
    }

    @Test
    void keyShouldTellEqualSetsApartByTheirPosition() throws NotHl7Exception {
        LabOrderKeys keys = new LabOrderKeys("order");
        Segment obr = segment("OBR|1|||M003^culture^99O03");
        assertThat(keys.set(obr)).isEqualTo("order|M003");
        assertThat(keys.set(segment("OBR|2|||E002^chemistry^99O03"))).isEqualTo("order|E002");
        assertThat(keys.set(obr)).isEqualTo("order|M003|2");
    }

    @Test
    void keyShouldNotDependOnTheOrderOfTheCodes() throws NotHl7Exception {
        Segment standardFirst = segment("OBX|1||3A010000002327101^protein^JC10^10222^TP^99X03");
        Segment localFirst = segment("OBX|1||10222^TP^99X03^3A010000002327101^protein^JC10");
        assertThat(LabOrderKeys.item("set", standardFirst))
                .isEqualTo("set|OBX|3A010000002327101")
                .isEqualTo(LabOrderKeys.item("set", localFirst));
    }

    @Test
    void keyShouldBeMadeOfWordsWhenThereIsNoCode() throws NotHl7Exception {
        assertThat(LabOrderKeys.item("set", segment("OBX|1||^sugar"))).isEqualTo("set|OBX|sugar");
        assertThat(LabOrderKeys.item("set", segment("OBX|1||^^^L1^sugar^99X"))).isEqualTo("set|OBX|L1");
    }
}
