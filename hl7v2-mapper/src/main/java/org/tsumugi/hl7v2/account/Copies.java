package org.tsumugi.hl7v2.account;

import org.hl7.fhir.r4.model.Base;

/** Copies of elements that remember what they are copies of, so that they have the same sources. */
public final class Copies {

    private static final String ORIGINAL = Copies.class.getName();

    private Copies() {}

    /** A deep copy. */
    @SuppressWarnings("unchecked")
    public static <T extends Base> T of(T original) {
        T copy = (T) original.copy();
        copy.setUserData(ORIGINAL, original);
        return copy;
    }

    static Base original(Base element) {
        Base original = element;
        while (original.getUserData(ORIGINAL) instanceof Base earlier) {
            original = earlier;
        }
        return original;
    }
}
