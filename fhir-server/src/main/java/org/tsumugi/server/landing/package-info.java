/**
 * The page at {@code /}: what is loaded per hospital, in Japanese and English, and where the APIs are. Numbers only; nothing about
 * any one patient.
 */
@NullMarked
package org.tsumugi.server.landing;

import org.jspecify.annotations.NullMarked;
