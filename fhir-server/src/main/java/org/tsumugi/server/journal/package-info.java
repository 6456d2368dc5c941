/**
 * The journal: one row per received file identity (its name without the condition flag), what became of it and why. It answers
 * "did everything arrive, and what was made of it" for each facility, and gives the pipeline its work. Storage paths carry patient
 * numbers and stay in the database; everywhere else a file is named by its receipt id.
 */
@NullMarked
package org.tsumugi.server.journal;

import org.jspecify.annotations.NullMarked;
