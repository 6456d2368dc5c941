/**
 * What exact matching of particulars reaches: how many persons are found again after years by equal names, dates and numbers, and
 * how many strangers are taken for one another.
 */
@NullMarked
package org.tsumugi.testbed.trial;

import org.jspecify.annotations.NullMarked;
