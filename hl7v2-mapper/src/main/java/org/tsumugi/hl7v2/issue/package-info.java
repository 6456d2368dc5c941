/** Where issues are collected while one file is mapped: a place in the message, and what is wrong there. */
@NullMarked
package org.tsumugi.hl7v2.issue;

import org.jspecify.annotations.NullMarked;
