package org.tsumugi.testbed.population;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.tsumugi.testbed.population.life.ChangeRates;
import org.tsumugi.testbed.population.writing.ErrorRates;

/**
 * How much changes and how much is mistaken.
 *
 * @param changes in the lives, each year
 * @param errors in what facilities write
 */
public record Rates(ChangeRates changes, ErrorRates errors) {

    /** Fitted changes and published errors. */
    public static Rates standard() {
        return new Rates(ChangeRates.standard(), ErrorRates.published());
    }

    /**
     * These rates with one of them another.
     *
     * @param name of a component of {@link ChangeRates} or {@link ErrorRates}, such as {@code eraSlip}
     * @param rate 0 to 1
     * @throws IllegalArgumentException when no rate has the name, or it is out of bounds
     */
    public Rates with(String name, double rate) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a rate is 0 to 1, not " + rate);
        }
        if (has(ChangeRates.class, name)) {
            return new Rates(replace(changes, name, rate), errors);
        }
        if (has(ErrorRates.class, name)) {
            return new Rates(changes, replace(errors, name, rate));
        }
        throw new IllegalArgumentException("no rate is named " + name);
    }

    private static boolean has(Class<? extends Record> type, String name) {
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getName().equals(name));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> T replace(T rates, String name, double rate) {
        RecordComponent[] components = rates.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = components[i].getName().equals(name)
                        ? Double.valueOf(rate)
                        : components[i].getAccessor().invoke(rates);
            }
            return (T) rates.getClass().getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("rates are records of public numbers", e);
        }
    }
}
