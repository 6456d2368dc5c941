/**
 * Backups of what cannot be made again: the journal, the contents of the raw store, and the settings of operators. FHIR resources and
 * counts are made again from these. A backup after the first takes only what was received or changed since, asked of the database by the
 * number of the transaction, and never walks a directory tree; it needs nothing but SQL of the database. A restore begins with an empty
 * server.
 */
@NullMarked
package org.tsumugi.server.backup;

import org.jspecify.annotations.NullMarked;
