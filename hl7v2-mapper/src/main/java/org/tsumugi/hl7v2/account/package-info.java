/**
 * Where it is written down what became of every value of a message: into which element it went, by which rule it was left out,
 * or what was found wrong with it. A mapper cannot forget a field: what nobody spoke for is reported.
 */
@NullMarked
package org.tsumugi.hl7v2.account;

import org.jspecify.annotations.NullMarked;
