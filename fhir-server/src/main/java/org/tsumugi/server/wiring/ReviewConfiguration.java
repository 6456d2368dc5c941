package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.access.ActiveClients;
import org.tsumugi.server.access.ReviewerClients;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.mpi.PersonProperties;
import org.tsumugi.server.mpi.Persons;
import org.tsumugi.server.mpi.RulesInForce;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.review.ReviewController;
import org.tsumugi.server.review.ReviewerController;
import org.tsumugi.server.rules.DivideJob;
import org.tsumugi.server.rules.DryRunJob;
import org.tsumugi.server.rules.LearnJob;
import org.tsumugi.server.rules.PersonsController;
import org.tsumugi.server.rules.RescoreJob;

/** What people decide about persons, and by what persons are told apart. */
@Configuration(proxyBeanMethods = false)
class ReviewConfiguration {

    /** Enough to be quick, few enough not to keep the feed waiting. */
    private static final int DIVIDED_AT_ONCE = 500;

    /** Enough to see that two persons share a reading once in ten thousand times. */
    private static final int RANDOM_PAIRS = 200_000;

    @Bean
    ReviewController reviewController(
            JdbcTemplate jdbc,
            Persons persons,
            PersonDirectory directory,
            RulesInForce rules,
            Clock clock,
            PersonProperties properties) {
        return new ReviewController(jdbc, persons, directory, rules, clock, properties.fourEyes());
    }

    @Bean
    ReviewerController reviewerController(
            ReviewerClients reviewers,
            ActiveClients active,
            OperatorActions actions,
            TransactionTemplate transactions) {
        return new ReviewerController(reviewers, active, actions, transactions);
    }

    @Bean
    PersonsController personsController(
            JdbcTemplate jdbc,
            Persons persons,
            RulesInForce rules,
            JobDesk desk,
            OperatorActions actions,
            Clock clock) {
        return new PersonsController(jdbc, persons, rules, desk, actions, clock);
    }

    @Bean
    DryRunJob dryRunJob(JdbcTemplate jdbc, Persons persons, RulesInForce rules, Clock clock) {
        return new DryRunJob(jdbc, persons, rules, clock);
    }

    @Bean
    DivideJob divideJob(Persons persons, RulesInForce rules) {
        return new DivideJob(persons, rules, DIVIDED_AT_ONCE);
    }

    @Bean
    LearnJob learnJob(JdbcTemplate jdbc, Persons persons, RulesInForce rules, Clock clock) {
        return new LearnJob(jdbc, persons, rules, clock, RANDOM_PAIRS);
    }

    @Bean
    RescoreJob rescoreJob(JdbcTemplate jdbc) {
        return new RescoreJob(jdbc);
    }
}
