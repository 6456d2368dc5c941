package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.mpi.name.KanjiForms;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.mpi.PersonFeed;
import org.tsumugi.server.mpi.PersonProperties;
import org.tsumugi.server.mpi.PersonWorker;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.mpi.Suggestions;
import org.tsumugi.server.person.RecordLocator;

/** Whose record each Patient is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PersonProperties.class)
class PersonConfiguration {

    @Bean
    RulesInForce rulesInForce(JdbcTemplate jdbc, PersonProperties properties, Clock clock) {
        KanjiForms forms =
                properties.kanjiPairs() == null ? KanjiForms.curated() : KanjiForms.withPairs(properties.kanjiPairs());
        return new RulesInForce(jdbc, forms, clock);
    }

    @Bean
    Persons persons(JdbcTemplate jdbc, TransactionTemplate transactions, RulesInForce rules, Clock clock) {
        return new Persons(jdbc, transactions, rules.normalizer().form(), clock);
    }

    @Bean
    PersonFeed personFeed(JdbcTemplate jdbc, Persons persons, RulesInForce rules) {
        return new PersonFeed(jdbc, persons, rules);
    }

    @Bean
    PersonDirectory personDirectory(JdbcTemplate jdbc) {
        return new PersonDirectory(jdbc);
    }

    @Bean
    RecordLocator recordLocator(JdbcTemplate jdbc) {
        return new RecordLocator(jdbc);
    }

    @Bean
    Suggestions suggestions(Persons persons, RulesInForce rules) {
        return new Suggestions(persons, rules);
    }

    @Bean
    PersonWorker personWorker(PersonFeed feed, Suggestions suggestions) {
        return new PersonWorker(feed, suggestions);
    }

    @Bean
    SmartLifecycle personWorkerLifecycle(PersonWorker worker, PersonProperties properties) {
        return properties.feed()
                ? new RunsWithServer(worker::start, worker::stop)
                : new RunsWithServer(() -> {}, () -> {});
    }
}
