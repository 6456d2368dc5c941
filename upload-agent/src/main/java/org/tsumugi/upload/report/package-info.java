/** What the server is told about the agent: what it does now, and what it did on a day. Codes and counts, no names. */
@NullMarked
package org.tsumugi.upload.report;

import org.jspecify.annotations.NullMarked;
