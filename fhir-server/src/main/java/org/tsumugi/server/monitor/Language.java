package org.tsumugi.server.monitor;

/** The language of mails. */
public enum Language {
    EN,
    JA
}
