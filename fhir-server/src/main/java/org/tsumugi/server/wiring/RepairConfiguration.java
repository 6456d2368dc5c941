package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import org.tsumugi.server.facility.Facilities;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.journal.Choices;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.repair.ContentController;
import org.tsumugi.server.repair.OutdatedNotice;
import org.tsumugi.server.repair.PreviewJob;
import org.tsumugi.server.repair.QuarantineController;
import org.tsumugi.server.repair.QuarantineView;
import org.tsumugi.server.repair.RepairController;
import org.tsumugi.server.repair.RequeueJob;
import org.tsumugi.server.store.MappingVersion;
import org.tsumugi.server.store.Reprocessing;
import org.tsumugi.server.store.StorePipeline;

/** Quarantine and repair. */
@Configuration(proxyBeanMethods = false)
class RepairConfiguration {

    @Bean
    QuarantineView quarantineView(JdbcTemplate jdbc) {
        return new QuarantineView(jdbc);
    }

    @Bean
    QuarantineController quarantineController(
            QuarantineView view,
            JdbcTemplate jdbc,
            TransactionTemplate transactions,
            Clock clock,
            OperatorActions actions,
            StorePipeline pipeline) {
        return new QuarantineController(view, new Choices(jdbc, transactions, clock), actions, pipeline::wake);
    }

    @Bean
    ContentController contentController(QuarantineView view, RawStore raw, OperatorActions actions) {
        return new ContentController(view, raw, actions);
    }

    @Bean
    RepairController repairController(
            Reprocessing reprocessing, Facilities facilities, JobDesk desk, OperatorActions actions) {
        return new RepairController(reprocessing, facilities, desk, actions);
    }

    @Bean
    RequeueJob retryJob(Reprocessing reprocessing) {
        return RequeueJob.retry(reprocessing);
    }

    @Bean
    RequeueJob remapJob(Reprocessing reprocessing) {
        return RequeueJob.remap(reprocessing);
    }

    @Bean
    SmartLifecycle outdatedNotice(JdbcTemplate jdbc, MappingVersion inForce) {
        return new RunsWithServer(new OutdatedNotice(jdbc, inForce)::start, () -> {});
    }

    @Bean
    PreviewJob previewJob(Reprocessing reprocessing) {
        return new PreviewJob(reprocessing);
    }
}
