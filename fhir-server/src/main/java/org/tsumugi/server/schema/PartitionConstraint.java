package org.tsumugi.server.schema;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * No stored reference leads from one partition into another. HAPI's NOT_ALLOWED has ways around it (a transaction whose
 * reader may see more than the writer, match URLs); this constraint has none.
 */
final class PartitionConstraint {

    static final String NAME = "tsumugi_no_cross_partition_link";

    private PartitionConstraint() {}

    static void ensure(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        Integer present = jdbc.queryForObject(
                "select count(*) from pg_constraint where conrelid = to_regclass('hfj_res_link') and conname = ?",
                Integer.class,
                NAME);
        if (present != null && present == 0) {
            jdbc.execute("alter table hfj_res_link add constraint " + NAME
                    + " check (target_resource_id is null or target_res_partition_id = partition_id)");
        }
    }
}
