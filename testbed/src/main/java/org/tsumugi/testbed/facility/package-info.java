/**
 * The fictitious hospitals: code, name, departments, doctors, wards, and the dialect in which each writes its messages.
 */
@NullMarked
package org.tsumugi.testbed.facility;

import org.jspecify.annotations.NullMarked;
