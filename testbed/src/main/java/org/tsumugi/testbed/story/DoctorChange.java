package org.tsumugi.testbed.story;

import java.time.LocalDateTime;

/**
 * 担当医の変更.
 *
 * @param takenBack whether it was entered by mistake, so that everything stays as it was
 */
public record DoctorChange(LocalDateTime at, Care before, Care after, boolean takenBack) {}
