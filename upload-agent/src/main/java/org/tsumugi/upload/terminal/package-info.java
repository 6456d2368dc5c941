/** What a person at a terminal sees while something long is running. */
@NullMarked
package org.tsumugi.upload.terminal;

import org.jspecify.annotations.NullMarked;
