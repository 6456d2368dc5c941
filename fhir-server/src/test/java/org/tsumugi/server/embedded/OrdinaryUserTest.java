package org.tsumugi.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class OrdinaryUserTest {

    @Test
    void ordinaryUserShouldNeedNothing() {
        assertThat(OrdinaryUser.prefix(1000, List.of("no-such-program"))).isEmpty();
    }

    @Test
    void rootShouldBeRefusedWithTheWayOutWhenNamespacesAreNotPermitted() {
        assertRefused(List.of("sh", "-c", "echo Operation not permitted; exit 1"), "Operation not permitted");
        assertRefused(List.of("no-such-program"), "no-such-program");
        // it works but root stays root
        assertRefused(List.of("sh", "-c", "echo 0"), "0");
    }

    @Test
    void rootShouldBecomeAnOrdinaryUserWhenNamespacesArePermitted() {
        List<String> prefix = List.of("sh", "-c", "echo 1000");
        assertThat(OrdinaryUser.prefix(0, prefix)).isEqualTo(prefix);
    }

    private static void assertRefused(List<String> namespace, String problem) {
        assertThatThrownBy(() -> OrdinaryUser.prefix(0, namespace))
                .isInstanceOf(EmbeddedSearchException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining("ordinary user")
                .hasMessageContaining("tsumugi.search.url");
    }
}
