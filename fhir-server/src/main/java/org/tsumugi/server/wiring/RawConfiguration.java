package org.tsumugi.server.wiring;

import ca.uhn.fhir.context.FhirContext;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.journal.Tallies;
import org.tsumugi.server.raw.RawFigures;
import org.tsumugi.server.raw.RawProperties;
import org.tsumugi.server.raw.RawStores;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.verify.Resealing;
import org.tsumugi.server.verify.TallyCorrection;
import org.tsumugi.server.verify.Verification;
import org.tsumugi.server.verify.VerifyController;

/** The raw store with its keys, and what looks after it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RawProperties.class)
class RawConfiguration {

    @Bean
    SealedRawStore rawStore(TsumugiHome home, RawProperties properties, JdbcTemplate jdbc, Clock clock)
            throws IOException {
        RawStores.Place place = new RawStores.Place(
                properties.url(),
                home.subdirectory("raw"),
                emptied(home.subdirectory("spool")),
                properties.reserve().toBytes(),
                () -> !jdbc.queryForList("select 1 from tsumugi.file_content limit 1")
                        .isEmpty());
        return properties.keyFile().isBlank()
                ? RawStores.openWithOwnKey(place, home.subdirectory("keys").resolve("raw.key"), clock)
                : RawStores.open(place, Path.of(properties.keyFile().strip()), clock);
    }

    /** What the store has done since the start. */
    @Bean
    MeterBinder rawMeters(SealedRawStore raw) {
        RawFigures figures = raw.figures();
        return meters -> {
            FunctionCounter.builder("tsumugi.raw.blobs", figures, RawFigures::blobs)
                    .register(meters);
            FunctionCounter.builder("tsumugi.raw.written", figures, RawFigures::bytes)
                    .baseUnit("bytes")
                    .register(meters);
            FunctionCounter.builder("tsumugi.raw.failures", figures, RawFigures::refusals)
                    .tag("cause", "full")
                    .register(meters);
            FunctionCounter.builder("tsumugi.raw.failures", figures, RawFigures::failures)
                    .tag("cause", "other")
                    .register(meters);
        };
    }

    /** What a killed server left there, nobody will finish; the home is this server's alone. */
    private static Path emptied(Path spool) throws IOException {
        try (Stream<Path> left = Files.exists(spool) ? Files.list(spool) : Stream.empty()) {
            for (Path path : left.toList()) {
                FileSystemUtils.deleteRecursively(path);
            }
        }
        return spool;
    }

    @Bean
    Verification verification(JdbcTemplate jdbc, SealedRawStore raw, Tallies tallies, FhirContext fhir, Clock clock) {
        return new Verification(jdbc, raw, tallies, fhir, clock);
    }

    @Bean
    TallyCorrection tallyCorrection(Tallies tallies) {
        return new TallyCorrection(tallies);
    }

    @Bean
    Resealing resealing(JdbcTemplate jdbc, SealedRawStore raw) {
        return new Resealing(jdbc, raw);
    }

    @Bean
    VerifyController verifyController(JobDesk desk, Facilities facilities) {
        return new VerifyController(desk, facilities);
    }
}
