/**
 * What the sending applications say about themselves: how they are now, and what each day came to. Codes and counts only, no path and
 * no patient: operators read it.
 */
@NullMarked
package org.tsumugi.server.sender;

import org.jspecify.annotations.NullMarked;
