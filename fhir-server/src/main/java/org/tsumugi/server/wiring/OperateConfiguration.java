package org.tsumugi.server.wiring;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.digest.DigestController;
import org.tsumugi.server.digest.DigestJob;
import org.tsumugi.server.digest.StateDigests;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.job.Job;
import org.tsumugi.server.job.JobController;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.job.JobRunner;
import org.tsumugi.server.job.Jobs;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.operate.OperatorKey;
import org.tsumugi.server.operate.RunningServer;

/** What operators reach below {@code /operator}, and the jobs; any configuration adds a bean of type {@link Job}. */
@Configuration(proxyBeanMethods = false)
class OperateConfiguration {

    @Bean
    OperatorKey operatorKey(TsumugiHome home) throws IOException {
        home.subdirectory("keys");
        return OperatorKey.loadOrMake(home.directory());
    }

    /** For commands on this machine to find the server. */
    @Bean
    SmartLifecycle runningServer(
            TsumugiHome home, ServletWebServerApplicationContext context, @Value("${server.address}") String address) {
        home.subdirectory("run");
        AtomicReference<RunningServer> announced = new AtomicReference<>();
        return new RunsWithServer(
                () -> announced.set(RunningServer.announce(
                        home.directory(),
                        OwnAddress.of(address, context.getWebServer().getPort()))),
                () -> Objects.requireNonNull(announced.get()).close());
    }

    @Bean
    OperatorActions operatorActions(JdbcTemplate jdbc, Clock clock) {
        return new OperatorActions(jdbc, clock);
    }

    @Bean
    Jobs jobs(JdbcTemplate jdbc, Clock clock) {
        return new Jobs(jdbc, clock);
    }

    @Bean
    JobRunner jobRunner(JdbcTemplate jdbc, Clock clock, List<Job> kinds) {
        return new JobRunner(jdbc, clock, JobRunner.LEASE, kinds);
    }

    @Bean
    SmartLifecycle jobRunnerLifecycle(JobRunner runner) {
        return new RunsWithServer(runner::start, runner::stop);
    }

    @Bean
    JobDesk jobDesk(Jobs jobs, OperatorActions actions, JobRunner runner) {
        return new JobDesk(jobs, actions, runner::wake);
    }

    @Bean
    JobController jobController(Jobs jobs, OperatorActions actions, JobRunner runner) {
        return new JobController(jobs, actions, runner::wake);
    }

    @Bean
    StateDigests stateDigests(JdbcTemplate jdbc, Facilities facilities) {
        return new StateDigests(jdbc, facilities);
    }

    @Bean
    DigestJob digestJob(StateDigests digests, Facilities facilities) {
        return new DigestJob(digests, facilities);
    }

    @Bean
    DigestController digestController(JobDesk desk, Facilities facilities) {
        return new DigestController(desk, facilities);
    }
}
