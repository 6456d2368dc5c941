/** {@code bench names}: how the sending agent bears a storage of very many files. */
@NullMarked
package org.tsumugi.testbed.bench.names;

import org.jspecify.annotations.NullMarked;
