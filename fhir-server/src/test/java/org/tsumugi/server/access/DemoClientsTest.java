package org.tsumugi.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

class DemoClientsTest {

    private final PasswordEncoder encoder = new BCryptPasswordEncoder(4);
    private final DemoClients on = new DemoClients(true, encoder);
    private final DemoClients off = new DemoClients(false, encoder);

    @Test
    void findShouldGiveEveryFacilityAClientThatMaySend() {
        RegisteredClient client = Objects.requireNonNull(on.findByClientId("demo-0123456789"));

        assertThat(client.getScopes()).containsExactly(Scopes.SSMIX2_WRITE);
        assertThat(encoder.matches("demo", client.getClientSecret())).isTrue();
        assertThat(DemoClients.facilityOf(client.getClientId())).contains("0123456789");
    }

    @Test
    void findShouldGiveAReaderThatMayNotSend() {
        RegisteredClient client = Objects.requireNonNull(on.findByClientId("demo-reader"));

        assertThat(client.getScopes()).containsExactly(Scopes.SYSTEM_READ);
        assertThat(DemoClients.facilityOf("demo-reader")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-reviewer-1", "demo-reviewer-2"})
    void findShouldGiveTwoReviewersThatMayNothingElse(String reviewer) {
        RegisteredClient client = Objects.requireNonNull(on.findByClientId(reviewer));

        assertThat(client.getScopes()).containsExactly(Scopes.REVIEW);
        assertThat(DemoClients.facilityOf(reviewer)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo-012345678", "demo-01234567890", "demo-０１２３４５６７８９", "demo-012345678a", "demo-", "demo", ""})
    void findShouldKnowNoOtherClient(String clientId) {
        assertThat(on.findByClientId(clientId)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-0123456789", "demo-reader", "demo-reviewer-1", "demo-reviewer-2"})
    void findShouldKnowNobodyWhenDemoClientsAreOff(String clientId) {
        assertThat(off.findByClientId(clientId)).isNull();
    }
}
