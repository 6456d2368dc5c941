package org.tsumugi.server.wiring;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.IInterceptorService;
import ca.uhn.fhir.jpa.api.dao.DaoRegistry;
import ca.uhn.fhir.jpa.api.dao.IFhirSystemDao;
import ca.uhn.fhir.jpa.api.svc.IIdHelperService;
import ca.uhn.fhir.jpa.interceptor.OverridePathBasedReferentialIntegrityForDeletesInterceptor;
import ca.uhn.fhir.jpa.model.dao.JpaPid;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Meta;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.fhir.FhirProperties;
import org.tsumugi.server.journal.Tallies;
import org.tsumugi.server.mpi.PersonWorker;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.receive.ReceiveProperties;
import org.tsumugi.server.store.HapiResourceWriter;
import org.tsumugi.server.store.MappingVersion;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.StorePipeline;
import org.tsumugi.server.store.StoreProperties;
import org.tsumugi.server.store.UnitRunner;

/** The pipeline from pending files to FHIR resources. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FhirProperties.class, StoreProperties.class})
class StoreConfiguration {

    @Bean
    MapperSettings mapperSettings(ReceiveProperties receive, FhirProperties fhir) {
        return new MapperSettings(receive.patientIdMismatch(), fhir.systems());
    }

    @Bean
    SsMix2Mapper ssMix2Mapper(MapperSettings settings) {
        return SsMix2Mapper.of(settings);
    }

    @Bean
    MappingVersion mappingVersion(JdbcTemplate jdbc, MapperSettings settings, Clock clock) {
        return MappingVersion.takeUp(jdbc, settings, clock);
    }

    @Bean
    UnitRunner unitRunner(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            SsMix2Mapper mapper,
            MappingVersion mapping,
            RawStore raw,
            HapiResourceWriter writer,
            FhirContext fhir,
            Clock clock) {
        return new UnitRunner(jdbc, transactions, mapper, mapping, raw, writer, fhir, clock);
    }

    @Bean
    HapiResourceWriter hapiResourceWriter(
            IFhirSystemDao<Bundle, Meta> system,
            DaoRegistry daos,
            IIdHelperService<JpaPid> ids,
            EntityManager session,
            Facilities facilities) {
        return new HapiResourceWriter(system, daos, ids, session, facilities);
    }

    /**
     * A record that took the place of another one may go: what still leads to it is told so and written again without the reference.
     */
    @Bean
    OverridePathBasedReferentialIntegrityForDeletesInterceptor survivorsMayGo(IInterceptorService storage) {
        OverridePathBasedReferentialIntegrityForDeletesInterceptor interceptor =
                new OverridePathBasedReferentialIntegrityForDeletesInterceptor();
        interceptor.addPath("Patient.link.other");
        storage.registerInterceptor(interceptor);
        return interceptor;
    }

    @Bean
    StorePipeline storePipeline(
            UnitRunner runner, StoreProperties properties, MeterRegistry meters, PersonWorker persons) {
        Counter settled = meters.counter("tsumugi.store.files", "outcome", "settled");
        Counter mapped = meters.counter("tsumugi.store.files", "outcome", "mapped");
        return new StorePipeline(runner, properties.workers(), done -> {
            settled.increment(done.settled());
            mapped.increment(done.mapped());
            persons.wake();
        });
    }

    @Bean
    Reprocessing reprocessing(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            SsMix2Mapper mapper,
            MappingVersion mapping,
            RawStore raw,
            FhirContext fhir,
            Clock clock,
            StorePipeline pipeline) {
        return new Reprocessing(jdbc, transactions, mapper, mapping, raw, fhir, clock, pipeline::wake);
    }

    @Bean
    Tallies tallies(JdbcTemplate jdbc, TransactionTemplate transactions) {
        return new Tallies(jdbc, transactions);
    }

    @Bean
    SmartLifecycle talliesLifecycle(Tallies tallies) {
        return new RunsWithServer(tallies::start, tallies::stop);
    }

    /** Runs while the server runs: starts when everything is there, stops before the database does. */
    @Bean
    SmartLifecycle storePipelineLifecycle(StorePipeline pipeline) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
                pipeline.start();
            }

            @Override
            public void stop() {
                pipeline.stop();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }
}
