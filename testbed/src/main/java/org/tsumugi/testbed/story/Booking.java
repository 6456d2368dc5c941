package org.tsumugi.testbed.story;

import java.time.LocalDateTime;
import java.util.Optional;

/**
 * 入院予定.
 *
 * @param entered when it was made
 * @param expected when the patient shall come
 * @param cancelled when it was taken back; empty when it came true
 */
public record Booking(LocalDateTime entered, LocalDateTime expected, Care care, Optional<LocalDateTime> cancelled) {}
