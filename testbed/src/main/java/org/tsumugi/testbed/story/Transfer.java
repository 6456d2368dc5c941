package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * 転科・転棟・転室・転床.
 *
 * @param planned when it was announced; empty when it was not
 * @param takenBack whether the plan was dropped and the patient stayed
 */
public record Transfer(LocalDateTime at, Care from, Care to, Optional<LocalDateTime> planned, boolean takenBack) {}
