/**
 * Facilities (医療機関) by their 10-digit medical institution code, and the partition that holds each one's data.
 */
@NullMarked
package org.tsumugi.server.facility;

import org.jspecify.annotations.NullMarked;
