@NullMarked
package org.tsumugi.search.plain;

import org.jspecify.annotations.NullMarked;
