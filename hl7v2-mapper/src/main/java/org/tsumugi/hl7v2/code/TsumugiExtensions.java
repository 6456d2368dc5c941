package org.tsumugi.hl7v2.code;

import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.StringType;

/** Extensions of our own, for what a message says and neither FHIR nor JP Core has an element for. */
public final class TsumugiExtensions {

    private static final String PREFIX = "urn:tsumugi:extension:";

    private TsumugiExtensions() {}

    /** The URL of one of our extensions. */
    public static String url(String name) {
        return PREFIX + name;
    }

    /** What the sender wrote, where the element beside it says the same in another form. */
    public static Extension originalText(String text) {
        return new Extension(url("original-text"), new StringType(text));
    }
}
