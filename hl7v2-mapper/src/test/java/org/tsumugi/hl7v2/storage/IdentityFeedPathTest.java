package org.tsumugi.hl7v2.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsumugi.hl7v2.storage.IdentityFeedPath.Format;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

class IdentityFeedPathTest {

    private static final String NAME = "A-0001/20260401090000123_0123456789abcdef.";

    @Test
    void pathShouldBeReadAsItIsWritten() throws Exception {
        IdentityFeedPath json = IdentityFeedPath.parse(NAME + "json");
        IdentityFeedPath xml = IdentityFeedPath.parse(NAME + "xml");

        assertThat(json)
                .isEqualTo(new IdentityFeedPath("A-0001", "20260401090000123", "0123456789abcdef", Format.JSON));
        assertThat(xml.format()).isEqualTo(Format.XML);
        assertThat(json.toPath()).isEqualTo(NAME + "json");
        assertThat(json.storageKey()).isEqualTo(xml.storageKey());
        assertThat(json.version()).isNotEqualTo(xml.version());
        assertThat(json.sortableTime()).isEqualTo("20260401090000123");
        assertThat(json.withFlag(ConditionFlag.PAST).version()).isEqualTo(json.version());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A_1/20260401090000123_0123456789abcdef.json",
                "0000000000000001/20260401090000123_0123456789abcdef.json",
                "1/2026040109000012_0123456789abcdef.json",
                "1/20260401090000123_0123456789ABCDEF.json",
                "1/20260401090000123_0123456789abcdef.txt",
                "../20260401090000123_0123456789abcdef.json"
            })
    void parseShouldRefuseOtherNames(String path) {
        assertThatThrownBy(() -> IdentityFeedPath.parse(path)).isInstanceOf(NotAStorageNameException.class);
    }
}
