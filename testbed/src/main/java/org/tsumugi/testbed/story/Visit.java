package org.tsumugi.testbed.story;

import java.time.LocalDateTime;

/** 外来診察の受付: the patient came to a department. */
public record Visit(LocalDateTime at, Care care) {}
