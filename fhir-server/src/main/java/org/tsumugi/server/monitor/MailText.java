package org.tsumugi.server.monitor;

/** What a mail says. */
record MailText(String subject, String body) {}
