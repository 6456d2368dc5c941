package org.tsumugi.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ElementPathsTest {

    @Test
    void betweenShouldNameTheDeepestElementsThatDiffer() {
        assertThat(ElementPaths.between("""
                        {"id":"1","meta":{"versionId":"3","lastUpdated":"x"},"status":"active",
                         "code":{"coding":[{"code":"A"},{"code":"B"}]},"note":[{"text":"n"}]}
                        """, """
                        {"id":"1","status":"active","code":{"coding":[{"code":"A"},{"code":"C","display":"c"}]}}
                        """))
                .containsExactly("code.coding.code", "code.coding.display", "note.text");
    }

    @Test
    void betweenShouldBeEmptyWhenOnlyTheWritingDiffers() {
        assertThat(ElementPaths.between("{\"meta\":{\"versionId\":\"1\",\"source\":\"#a\"}}", "{}"))
                .isEmpty();
    }
}
