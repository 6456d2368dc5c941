package org.tsumugi.server.wiring;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.access.FeedRequests;
import org.tsumugi.server.identityfeed.IdentityFeedFilter;
import org.tsumugi.server.identityfeed.IdentityFeeds;
import org.tsumugi.server.journal.EarlierFiles;
import org.tsumugi.server.journal.Journal;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.journal.TransactionQueue;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.receive.ByteBudget;
import org.tsumugi.server.receive.Intake;
import org.tsumugi.server.receive.ReceiveController;
import org.tsumugi.server.receive.ReceiveMeter;
import org.tsumugi.server.receive.ReceiveProperties;
import org.tsumugi.server.receive.RequestGate;
import org.tsumugi.server.receive.StatusController;
import org.tsumugi.server.receive.TransactionSplitter;
import org.tsumugi.server.store.StorePipeline;

/** Receiving: journal and the endpoints below {@code /ssmix2}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReceiveProperties.class)
class ReceiveConfiguration {

    @Bean
    Journal journal(JdbcTemplate jdbc, TransactionTemplate transactions, Clock clock) {
        new EarlierFiles(jdbc, clock).takeUp();
        return new Journal(jdbc, transactions, clock);
    }

    @Bean
    JournalView journalView(JdbcTemplate jdbc, Clock clock) {
        return new JournalView(jdbc, clock);
    }

    @Bean
    Intake intake(RawStore raw, Journal journal, StorePipeline pipeline) {
        return new Intake(raw, journal, pipeline::wake);
    }

    @Bean
    ByteBudget receiveMemory(ReceiveProperties properties) {
        return new ByteBudget(properties.limits().memoryBytes());
    }

    @Bean
    ReceiveController receiveController(
            Intake intake,
            RequestGate receiveGate,
            ReceiveMeter receiveMeter,
            ReceiveProperties properties,
            ByteBudget receiveMemory) {
        return new ReceiveController(intake, receiveGate, properties.limits(), receiveMemory, receiveMeter);
    }

    @Bean
    RequestGate receiveGate(ReceiveProperties properties) {
        return new RequestGate(
                properties.limits().concurrentRequests(), properties.limits().concurrentRequestsOfOneFacility());
    }

    @Bean
    ReceiveMeter receiveMeter(MeterRegistry meters) {
        return new ReceiveMeter(meters);
    }

    /** Behind security, which says whose feed it is, and before HAPI's servlet. */
    @Bean
    FilterRegistrationBean<IdentityFeedFilter> identityFeed(
            JdbcTemplate jdbc,
            RawStore raw,
            Intake intake,
            RequestGate receiveGate,
            ByteBudget receiveMemory,
            ReceiveMeter receiveMeter,
            Clock clock) {
        FilterRegistrationBean<IdentityFeedFilter> registration = new FilterRegistrationBean<>(new IdentityFeedFilter(
                new IdentityFeeds(jdbc, raw, intake, receiveGate, receiveMemory, receiveMeter, clock)));
        registration.addUrlPatterns(FeedRequests.PATH);
        return registration;
    }

    @Bean
    TransactionSplitter transactionSplitter(
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            RawStore raw,
            Intake intake,
            ReceiveProperties properties) {
        return new TransactionSplitter(
                new TransactionQueue(jdbc, transactions, clock), raw, intake, properties.limits());
    }

    /** Splits while the server runs. */
    @Bean
    SmartLifecycle transactionSplitterLifecycle(TransactionSplitter splitter) {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
                splitter.start();
            }

            @Override
            public void stop() {
                splitter.stop();
                running = false;
            }

            @Override
            public boolean isRunning() {
                return running;
            }
        };
    }

    @Bean
    StatusController statusController(JournalView view) {
        return new StatusController(view);
    }
}
