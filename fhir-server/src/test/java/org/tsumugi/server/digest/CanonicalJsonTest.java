package org.tsumugi.server.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void jsonShouldBeTheSameForAnyOrderOfMembers() {
        assertThat(CanonicalJson.of("{\"b\": [{\"d\":1,\"c\":2}], \"a\":\"\\u7d10\"}"))
                .isEqualTo("{\"a\":\"紐\",\"b\":[{\"c\":2,\"d\":1}]}");
    }

    @Test
    void jsonShouldKeepDecimalsAsTheyWereWritten() {
        assertThat(CanonicalJson.of("{\"value\":1.10,\"other\":0.000000000000000000012}"))
                .isEqualTo("{\"other\":1.2E-20,\"value\":1.10}");
    }

    @Test
    void jsonShouldNotSayWhenItWasWritten() {
        assertThat(
                        CanonicalJson.of(
                                "{\"id\":\"1\",\"meta\":{\"versionId\":\"3\",\"lastUpdated\":\"x\",\"source\":\"#1\",\"profile\":[\"p\"]}}"))
                .isEqualTo("{\"meta\":{\"profile\":[\"p\"]}}");
        assertThat(CanonicalJson.of("{\"meta\":{\"versionId\":\"3\"}}")).isEqualTo("{}");
    }

    @Test
    void failureShouldNotQuoteTheResource() {
        assertThatThrownBy(() -> CanonicalJson.of("{\"name\":\"山田\""))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageNotContaining("山田");
    }
}
