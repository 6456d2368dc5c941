package org.tsumugi.hl7v2.message;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One component: sub-components, numbered from 1. Escape sequences are resolved. It remembers which of them were looked at: what
 * nobody looked at is in no resource, whatever is said of the component. Read by one thread, as its message is.
 */
public final class Component {

    static final Component EMPTY = new Component(List.of(""));
    private static final String EXPLICIT_NULL = "\"\"";

    private static final int LAST_BIT = 31;

    private final List<String> subcomponents;
    private int read;

    private Component(List<String> subcomponents) {
        this.subcomponents = subcomponents;
    }

    static Component parse(String raw, Delimiters delimiters) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        List<String> parts = Splitter.split(raw, delimiters.subcomponent(), part -> Escapes.resolve(part, delimiters));
        boolean deleted = parts.size() > 1
                && parts.contains(EXPLICIT_NULL)
                && parts.stream().allMatch(part -> part.isEmpty() || part.equals(EXPLICIT_NULL));
        return deleted ? literal(EXPLICIT_NULL) : new Component(parts);
    }

    static Component literal(String text) {
        return new Component(List.of(text));
    }

    /** The first sub-component; empty when absent or {@code ""}. */
    public String text() {
        return text(1);
    }

    /** The sub-component with this number; empty when absent or {@code ""}. */
    public String text(int number) {
        if (number < 1 || number > subcomponents.size()) {
            return "";
        }
        looked(bit(number));
        String raw = subcomponents.get(number - 1);
        return raw.equals(EXPLICIT_NULL) ? "" : raw;
    }

    /** How many sub-components were sent. */
    public int size() {
        return subcomponents.size();
    }

    /** The sub-components joined by {@code &}, for data that uses the delimiter as text; nothing where one is {@code ""}. */
    public String raw() {
        looked(-1);
        return asSent();
    }

    /** As {@link #raw}, for comparing: whoever compares has not looked at what is said. */
    public String asSent() {
        if (subcomponents.size() == 1) {
            return isExplicitNull() ? "" : subcomponents.get(0);
        }
        return subcomponents.stream()
                .map(part -> part.equals(EXPLICIT_NULL) ? "" : part)
                .collect(Collectors.joining("&"));
    }

    /** Whether anything in it was looked at. */
    public boolean isRead() {
        return read != 0;
    }

    /** Whether every sub-component that has a value was looked at. */
    public boolean isReadToTheEnd() {
        for (int number = 1; number <= subcomponents.size(); number++) {
            String value = subcomponents.get(number - 1);
            if ((read & bit(number)) == 0 && !value.isEmpty() && !value.equals(EXPLICIT_NULL)) {
                return false;
            }
        }
        return true;
    }

    private static int bit(int number) {
        return 1 << Math.min(number - 1, LAST_BIT);
    }

    /** {@link #EMPTY} is shared by all threads and needs no memory of its readers. */
    private void looked(int bits) {
        if (this != EMPTY) {
            read |= bits;
        }
    }

    /** Whether the component is {@code ""}: the sender says that the value is deleted. */
    public boolean isExplicitNull() {
        return subcomponents.size() == 1 && subcomponents.get(0).equals(EXPLICIT_NULL);
    }

    /** Whether nothing was sent. */
    public boolean isEmpty() {
        for (String subcomponent : subcomponents) {
            if (!subcomponent.isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
