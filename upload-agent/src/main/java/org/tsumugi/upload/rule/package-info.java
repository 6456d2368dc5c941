/**
 * What may be sent: the grammar of storage names, and the hospital's rules (types, period, lists of patients, patients who refused).
 * Everything here looks at names only, never at contents.
 */
@NullMarked
package org.tsumugi.upload.rule;

import org.jspecify.annotations.NullMarked;
