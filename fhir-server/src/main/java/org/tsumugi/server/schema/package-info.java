/**
 * The database schema: HAPI's tables in partition mode, the constraint that keeps references within one partition, and our
 * own tables. All of it is brought up to date before anything else touches the database.
 */
@NullMarked
package org.tsumugi.server.schema;

import org.jspecify.annotations.NullMarked;
