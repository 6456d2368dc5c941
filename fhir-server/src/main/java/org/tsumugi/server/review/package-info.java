/**
 * People decide about persons. Reviewers see what the rules cannot decide and who else a record may be, look at two records side by side,
 * and say whether they are one person's, for a reason; with four eyes a second reviewer must say so too. What they say is appended
 * and can be taken back, and whatever they look at is recorded. They see who patients are and nothing clinical.
 */
@NullMarked
package org.tsumugi.server.review;

import org.jspecify.annotations.NullMarked;
