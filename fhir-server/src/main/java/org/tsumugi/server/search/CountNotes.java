package org.tsumugi.server.search;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.StringType;
import org.tsumugi.search.Count;

/**
 * What the answer to a count says beside the number: the names that were found, in an extension of {@code Bundle.meta}, and, where the
 * number is too small to be told, that it was kept back, in another one.
 */
@Interceptor
public final class CountNotes {

    /** The extension of {@code Bundle.meta}: the names found, each with the number of records. */
    public static final String NAMES = "urn:tsumugi:fhir:matched-names";

    /** The extension of {@code Bundle.meta}: the number is not told, because it is above 0 and {@code below} this. */
    public static final String SUPPRESSED = "urn:tsumugi:fhir:suppressed-count";

    private static final String KEY = CountNotes.class.getName();

    /**
     * What is to be said.
     *
     * @param count the number and the names; names are empty where the database counted
     * @param suppressedBelow the number is above 0 and below this, and is not told; 0 where it is
     */
    record Note(Count count, int suppressedBelow) {}

    static void keep(RequestDetails request, Note note) {
        request.getUserData().put(KEY, note);
    }

    /** The last thing before the answer is written. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public void say(RequestDetails request, IBaseResource answer) {
        if (answer instanceof Bundle bundle && request.getUserData().get(KEY) instanceof Note note) {
            addNames(bundle, note.count());
            if (note.suppressedBelow() > 0) {
                suppress(bundle, note.suppressedBelow());
            }
        }
    }

    private static void addNames(Bundle bundle, Count count) {
        if (count.names().isEmpty()) {
            return;
        }
        Extension names = bundle.getMeta().addExtension().setUrl(NAMES);
        for (Count.Found found : count.names()) {
            Extension name = names.addExtension().setUrl("name");
            name.addExtension("type", new StringType(found.name().type()));
            name.addExtension("text", new StringType(found.name().folded()));
            name.addExtension("records", new IntegerType((int) Math.min(Integer.MAX_VALUE, found.records())));
        }
        if (count.moreNames()) {
            names.addExtension("more", new BooleanType(true));
        }
    }

    /** An entry with an OperationOutcome would be left out: FHIR's summary has no entries. */
    private static void suppress(Bundle bundle, int below) {
        bundle.setTotalElement(null);
        Extension suppressed = bundle.getMeta().addExtension().setUrl(SUPPRESSED);
        suppressed.addExtension("below", new IntegerType(below));
        suppressed.addExtension(
                "text",
                new StringType("The number is above 0 and below " + below + " and is not told. 件数は1以上" + below
                        + "未満のため示しません。"));
    }
}
