/**
 * The answers to all questions by looking at every document: slow and obvious. It says what {@code elastic} must answer, and counts
 * those documents that the index does not have yet.
 */
@NullMarked
package org.tsumugi.search.plain;

import org.jspecify.annotations.NullMarked;
