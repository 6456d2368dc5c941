package org.tsumugi.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TsumugiPropertiesTest {

    @Test
    void defaultsShouldBeAsDocumented() {
        assertThat(bind(Map.of())).isEqualTo(new TsumugiProperties("./tsumugi-data", false, false, false));
    }

    @Test
    void homeDirectoryShouldBeTheGivenPath() {
        TsumugiProperties properties = bind(Map.of("tsumugi.home", "/srv/tsumugi", "tsumugi.exit-with-parent", "true"));
        assertThat(properties.homeDirectory()).isEqualTo(Path.of("/srv/tsumugi"));
        assertThat(properties.exitWithParent()).isTrue();
    }

    @Test
    void demoShouldImplyDemoClients() {
        assertThat(bind(Map.of("tsumugi.demo", "true")).hasDemoClients()).isTrue();
        assertThat(bind(Map.of("tsumugi.demo-clients", "true")).hasDemoClients())
                .isTrue();
        assertThat(bind(Map.of()).hasDemoClients()).isFalse();
    }

    private static TsumugiProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("tsumugi", TsumugiProperties.class);
    }
}
