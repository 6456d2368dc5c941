package org.tsumugi.server.schema;

import javax.sql.DataSource;

/**
 * The database with its schema up to date. Whoever needs tables takes this object, not the bare {@link DataSource}: it
 * exists only after every migration has run.
 *
 * @param dataSource the migrated database
 */
public record DatabaseSchema(DataSource dataSource) {

    /**
     * Brings HAPI's tables, the partition constraint and our own tables up to date. Of several processes that start at once on one
     * database one does it, and the others wait for it.
     *
     * @throws SchemaException when the database was made without partition mode or cannot be migrated
     */
    public static DatabaseSchema migrate(DataSource dataSource) {
        TsumugiSchema.refuseAsCurrent(dataSource);
        MigrationLock.whileHeld(dataSource, () -> {
            HapiSchema.migrate(dataSource);
            PartitionConstraint.ensure(dataSource);
            TsumugiSchema.migrate(dataSource);
        });
        return new DatabaseSchema(dataSource);
    }
}
