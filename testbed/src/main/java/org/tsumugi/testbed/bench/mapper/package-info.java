/** {@code bench mapper}: messages per CPU-second of our mapper, and of another converter in the same run. */
@NullMarked
package org.tsumugi.testbed.bench.mapper;

import org.jspecify.annotations.NullMarked;
