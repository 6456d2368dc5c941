package org.tsumugi.hl7v2.injection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.administration.Given;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.Repetition;
import org.tsumugi.hl7v2.message.Segment;

/**
 * One injection that was given. The RXA that share their RXR and OBX are its drugs, as the guideline has it, unless they differ in
 * number, time, person, place, speed or state: then each of these is an administration of its own, with the same RXR and OBX.
 *
 * @param drugs at least one
 */
record Injected(List<Given> drugs) {

    /** RXA-2 to -4, -10 to -12, -20 and -21. */
    private static final List<Integer> SESSION = List.of(2, 3, 4, 10, 11, 12, 20, 21);

    /** What one message says was given, in arrival order. */
    static List<Injected> of(Message message) {
        Map<List<Object>, List<Given>> sessions = new LinkedHashMap<>();
        for (Given given : Given.of(message)) {
            List<Object> session = new ArrayList<>(List.of(given.ordered(), given.beside("RXR"), given.beside("OBX")));
            SESSION.forEach(field -> session.add(raw(given.rxa(), field)));
            session.add(isRefused(given.rxa()));
            sessions.computeIfAbsent(session, key -> new ArrayList<>()).add(given);
        }
        return sessions.values().stream()
                .map(drugs -> new Injected(List.copyOf(drugs)))
                .toList();
    }

    /** Where no state is sent, a reason of a refusal (RXA-18) is one: the drugs beside it were given. */
    private static boolean isRefused(Segment rxa) {
        return rxa.text(20).isBlank()
                && !rxa.field(18).isEmpty()
                && !rxa.field(18).isExplicitNull();
    }

    private static String raw(Segment rxa, int field) {
        return rxa.field(field).repetitions().stream().map(Repetition::asSent).collect(Collectors.joining("~"));
    }

    /** The first drug, which speaks for all in what they share. */
    Given first() {
        return drugs.get(0);
    }

    /** The RXA. */
    List<Segment> segments() {
        return drugs.stream().map(Given::rxa).toList();
    }

    /** The order as far as the notification repeats it. */
    Occasion order() {
        return new Occasion(first().ordered());
    }

    /** Whether more of the order is repeated than its ORC. */
    boolean tellsTheOrder() {
        return List.of("RXE", "TQ1", "RXR", "RXC").stream()
                .anyMatch(id -> !first().ordered(id).isEmpty());
    }
}
