@NullMarked
package org.tsumugi.search;

import org.jspecify.annotations.NullMarked;
