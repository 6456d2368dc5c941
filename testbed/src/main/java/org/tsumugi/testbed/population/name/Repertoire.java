package org.tsumugi.testbed.population.name;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Which characters a hospital's system can write. */
public enum Repertoire {
    /** JIS X 0208 alone: no 髙, no 﨑. */
    JIS_X_0208(Charset.forName("Shift_JIS")),
    /** With the extensions of Windows: 髙 and 﨑, but no 𠮷. */
    WINDOWS(Charset.forName("windows-31j")),
    /** All of Unicode, with variation sequences. */
    UNICODE(StandardCharsets.UTF_8);

    private final Charset charset;

    Repertoire(Charset charset) {
        this.charset = charset;
    }

    boolean canWrite(String text) {
        return charset.newEncoder().canEncode(text);
    }
}
