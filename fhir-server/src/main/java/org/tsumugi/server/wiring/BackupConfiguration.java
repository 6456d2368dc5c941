package org.tsumugi.server.wiring;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tsumugi.server.backup.BackupController;
import org.tsumugi.server.backup.BackupJob;
import org.tsumugi.server.backup.BackupTargets;
import org.tsumugi.server.backup.Restore;
import org.tsumugi.server.backup.RestoreProperties;
import org.tsumugi.server.home.TsumugiHome;
import org.tsumugi.server.job.JobDesk;
import org.tsumugi.server.journal.StoreEpoch;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.raw.SealedRawStore;
import org.tsumugi.server.schema.DatabaseSchema;

/** Backups, and the restore of one into an empty server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RestoreProperties.class)
class BackupConfiguration {

    @Bean
    BackupTargets backupTargets(TsumugiHome home) {
        return new BackupTargets(home.subdirectory("spool"));
    }

    @Bean
    BackupJob backupJob(
            DatabaseSchema schema, SealedRawStore raw, BackupTargets targets, TsumugiHome home, Clock clock) {
        return new BackupJob(schema.dataSource(), raw, targets, home.subdirectory("spool"), clock);
    }

    @Bean
    BackupController backupController(JobDesk desk, BackupTargets targets, JdbcTemplate jdbc, OperatorActions actions) {
        return new BackupController(desk, targets, new StoreEpoch(jdbc), actions);
    }

    /** Before anything else runs: neither pipeline nor requests see a half-filled server. */
    @Bean
    SmartLifecycle restore(
            DatabaseSchema schema,
            SealedRawStore raw,
            BackupTargets targets,
            RestoreProperties properties,
            Clock clock) {
        Restore restore = new Restore(schema.dataSource(), raw, targets, properties, clock);
        return new RunsWithServer(restore::runWhereAsked, () -> {}) {
            @Override
            public int getPhase() {
                return Integer.MIN_VALUE;
            }
        };
    }
}
