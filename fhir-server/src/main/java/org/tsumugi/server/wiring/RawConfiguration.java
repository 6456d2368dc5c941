package org.tsumugi.server.wiring;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.raw.RawProperties;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.SealedRawStore;

/** The raw store and its keys. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RawProperties.class)
class RawConfiguration {

    @Bean
    SealedRawStore rawStore(TsumugiHome home, RawProperties properties, Clock clock) throws IOException {
        RawStores.Place place = new RawStores.Place(
                properties.url(), home.subdirectory("raw"), properties.reserve().toBytes());
        return properties.keyFile().isBlank()
                ? RawStores.openWithOwnKey(place, home.subdirectory("keys").resolve("raw.key"), clock)
                : RawStores.open(place, Path.of(properties.keyFile().strip()), clock);
    }
}
