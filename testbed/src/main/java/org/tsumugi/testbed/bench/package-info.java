/**
 * Measures a running server: files per second until durable and until queryable, beside a naive client.
 */
@NullMarked
package org.tsumugi.testbed.bench;

import org.jspecify.annotations.NullMarked;
