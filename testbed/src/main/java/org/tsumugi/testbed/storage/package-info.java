/**
 * Where a message lies in a standardized storage: file names, condition flags, and writing to a directory.
 */
@NullMarked
package org.tsumugi.testbed.storage;

import org.jspecify.annotations.NullMarked;
