package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import org.tsumugi.server.mllp.MllpSender.Answer;
import org.tsumugi.server.receive.FacilityClient;
import org.tsumugi.server.testing.ServerTest;

/** Nothing is said to be kept that is not. */
@ServerTest
@TestPropertySource(
        properties = {
            "tsumugi.demo-clients=true",
            "tsumugi.raw.reserve=1000000TB",
            "tsumugi.mllp.listeners[0].facility=7000000009",
            "tsumugi.mllp.listeners[0].port=0",
            "tsumugi.mllp.listeners[0].rules[0].when.[MSH-9.2]=A08",
            "tsumugi.mllp.listeners[0].rules[0].type=ADT-00"
        })
class MllpFullStoreIT {

    private static final String FACILITY = "7000000009";

    @Autowired
    private MllpListeners listeners;

    @LocalServerPort
    private int http;

    @Test
    void aMessageShouldBeToSendAgainWhenThereIsNoRoomForIt() throws Exception {
        FacilityClient facility = new FacilityClient(http, FACILITY);
        try (MllpSender sender = MllpSender.to(listeners.portOf(FACILITY))) {
            for (String id : new String[] {"F1", "F2"}) {
                assertThat(sender.send(MllpSender.patient("0000000801", id, "20240115093000.801"))
                                .answer())
                        .returns("AE", Answer::code)
                        .returns(id, Answer::controlId);
            }
        }
        assertThat(facility.status().get("received").asLong()).isZero();
    }
}
