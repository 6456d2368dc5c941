package org.tsumugi.hl7v2.message;

/** The text is not an HL7 v2 message at all; the message says why, without any value. */
public class NotHl7Exception extends Exception {

    private static final long serialVersionUID = 1L;

    NotHl7Exception(String why) {
        super(why);
    }
}
