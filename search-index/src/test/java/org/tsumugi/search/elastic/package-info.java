@NullMarked
package org.tsumugi.search.elastic;

import org.jspecify.annotations.NullMarked;
