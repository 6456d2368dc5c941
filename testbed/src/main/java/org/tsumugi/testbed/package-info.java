/** Everything that drives the product from outside: fictitious hospitals, uploads, benchmarks. */
@NullMarked
package org.tsumugi.testbed;

import org.jspecify.annotations.NullMarked;
