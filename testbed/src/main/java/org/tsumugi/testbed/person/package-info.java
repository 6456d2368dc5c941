/**
 * The population: fictitious people with Japanese names, addresses and insurances, and how a hospital wrote them down. The same
 * person can be registered in several hospitals, under other numbers and other spellings.
 */
@NullMarked
package org.tsumugi.testbed.person;

import org.jspecify.annotations.NullMarked;
