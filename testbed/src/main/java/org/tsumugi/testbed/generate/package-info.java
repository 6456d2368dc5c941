/**
 * Generates the storages of a whole fictitious network. {@link org.tsumugi.testbed.generate.NetworkGenerator} is the entrance.
 */
@NullMarked
package org.tsumugi.testbed.generate;

import org.jspecify.annotations.NullMarked;
