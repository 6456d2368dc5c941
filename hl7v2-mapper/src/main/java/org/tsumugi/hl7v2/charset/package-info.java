/** ISO-2022-JP bytes → text, strictly: what cannot be decoded is reported with its offset, never replaced. */
@NullMarked
package org.tsumugi.hl7v2.charset;

import org.jspecify.annotations.NullMarked;
