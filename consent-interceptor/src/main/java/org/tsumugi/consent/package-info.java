/** Which facilities' data may this reader see: the rules and the HAPI interceptors that apply them to every request. */
@NullMarked
package org.tsumugi.consent;

import org.jspecify.annotations.NullMarked;
