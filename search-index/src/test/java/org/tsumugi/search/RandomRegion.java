package org.tsumugi.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tsumugi.search.CountQuery.Unit;
import org.tsumugi.search.name.Folding;

/** Documents and questions drawn by lot, so that many of the questions find something. */
public final class RandomRegion {

    private static final List<String> BEGINNINGS =
            List.of("LDL", "non-LDL", "慢性", "急性", "心不全", "レバミピド", "non", "*", "?", "\\", "癌", "𠮷", "ｌｄｌ", "錠 100");
    private static final List<String> ENDINGS =
            List.of("", "コレステロール", "心不全", "錠100mg", "の疑い", "〜", "−x", "ー", "％", " 5%", "癌", "*b", "a?c", "\\d");
    private static final List<String> UNITS = List.of("mg/dL", "mg", "錠", "");
    private static final List<String> SYSTEMS =
            List.of("http://unitsofmeasure.org", "urn:oid:1.2.392.100495.20.2.101", "");
    private static final List<String> GENDERS = List.of("male", "female", "other");

    private final Random random;
    private final List<Name> names = new ArrayList<>();

    /** The same seed gives the same region. */
    public RandomRegion(long seed) {
        random = new Random(seed);
        for (String type : NamedTypes.ALL) {
            for (int i = 0; i < 25; i++) {
                names.add(new Name(type, Folding.fold(any(BEGINNINGS) + any(ENDINGS) + (chance(4) ? i : ""))));
            }
        }
    }

    /** All names that documents bear. */
    public List<Name> names() {
        return names;
    }

    /** So many documents. */
    public List<PersonDocument> documents(int count) {
        List<PersonDocument> documents = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            documents.add(document("p" + i));
        }
        return documents;
    }

    /** A document with this key. */
    public PersonDocument document(String key) {
        return new PersonDocument(key, list(random.nextInt(4), this::patient));
    }

    private PatientEntry patient() {
        return new PatientEntry(
                id(),
                facility(),
                chance(8) ? null : days(1940),
                chance(8) ? null : any(GENDERS),
                chance(4) ? Set.of(group()) : Set.of(),
                list(random.nextInt(12), this::entry));
    }

    private String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    private String facility() {
        return "F" + random.nextInt(5);
    }

    private String group() {
        return "G" + random.nextInt(3);
    }

    private RecordEntry entry() {
        String type = any(NamedTypes.ALL);
        List<Name> ofType =
                names.stream().filter(name -> name.type().equals(type)).toList();
        Set<Long> keys = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keys.add(any(ofType).key());
        }
        Map<String, Days> days = new HashMap<>();
        IndexedParameters.DAYS.getOrDefault(type, Set.of()).forEach(parameter -> {
            if (!chance(6)) {
                days.put(parameter, days(2020));
            }
        });
        Map<String, List<Amount>> amounts = new HashMap<>();
        IndexedParameters.AMOUNTS.getOrDefault(type, Set.of()).forEach(parameter -> {
            if (!chance(6)) {
                amounts.put(
                        parameter, list(1 + random.nextInt(2), () -> new Amount(number(), any(SYSTEMS), any(UNITS))));
            }
        });
        return new RecordEntry(id(), type, keys, days, amounts);
    }

    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> -random.nextInt(20);
            case 1 -> random.nextInt(10) / 10.0;
            default -> random.nextInt(20) * 10;
        };
    }

    private Days days(int from) {
        int day = day(from);
        return switch (random.nextInt(4)) {
            case 0 -> new Days(day / 10_000 * 10_000 + 101, day / 10_000 * 10_000 + 1231);
            case 1 -> new Days(day, day + random.nextInt(3));
            default -> new Days(day, day);
        };
    }

    private int day(int from) {
        return (from + random.nextInt(4)) * 10_000 + (1 + random.nextInt(12)) * 100 + 1 + random.nextInt(25);
    }

    /** A count. */
    public CountQuery query() {
        Unit unit = random.nextBoolean() ? Unit.RESOURCE : Unit.PERSON;
        PatientCondition patient = chance(2) ? PatientCondition.ANY : patientCondition();
        return random.nextBoolean()
                ? new CountQuery.OfRecords(unit, condition(), patient)
                : new CountQuery.OfPatients(unit, patient, list(random.nextInt(4), this::condition));
    }

    private PatientCondition patientCondition() {
        return new PatientCondition(
                list(random.nextInt(3), () -> list(1 + random.nextInt(2), () -> dayTest(1940))),
                list(random.nextInt(2), () -> Set.copyOf(list(1 + random.nextInt(2), () -> any(GENDERS)))));
    }

    private RecordCondition condition() {
        String type = any(NamedTypes.ALL);
        return new RecordCondition(
                type,
                list(random.nextInt(3), () -> list(1 + random.nextInt(2), this::nameTest)),
                onParameter(IndexedParameters.DAYS.get(type), () -> dayTest(2020)),
                onParameter(IndexedParameters.AMOUNTS.get(type), this::amountTest));
    }

    private <T> List<Map.Entry<String, List<T>>> onParameter(@Nullable Set<String> parameters, Supplier<T> test) {
        if (parameters == null || chance(2)) {
            return List.of();
        }
        List<String> sorted = parameters.stream().sorted().toList();
        return list(1 + random.nextInt(2), () -> Map.entry(any(sorted), list(1 + random.nextInt(2), test)));
    }

    /** A test that some name meets, as a rule. */
    public NameTest nameTest() {
        int[] letters = any(names).folded().codePoints().toArray();
        int from = random.nextInt(letters.length);
        int to = from + 1 + random.nextInt(letters.length - from);
        return switch (random.nextInt(4)) {
            case 0 -> new NameTest(NameTest.Mode.EXACT, new String(letters, 0, letters.length));
            case 1 -> new NameTest(NameTest.Mode.START, new String(letters, 0, to));
            case 2 -> new NameTest(NameTest.Mode.CONTAINS, new String(letters, from, 1));
            default -> new NameTest(NameTest.Mode.CONTAINS, new String(letters, from, to - from));
        };
    }

    private DayTest dayTest(int from) {
        int first = day(from);
        int last = chance(2) ? first : first / 10_000 * 10_000 + 1231;
        return new DayTest(any(List.of(DayTest.Comparison.values())), first, last);
    }

    private AmountTest amountTest() {
        return new AmountTest(any(List.of(AmountTest.Comparison.values())), number(), any(SYSTEMS), any(UNITS));
    }

    /** A reader. */
    public Visibility visibility() {
        return new Visibility(
                chance(8) ? Optional.of("p" + random.nextInt(40)) : Optional.empty(),
                chance(4) ? Optional.of(Set.copyOf(list(random.nextInt(4), this::facility))) : Optional.empty(),
                Set.copyOf(list(random.nextInt(2), this::facility)),
                Set.copyOf(list(random.nextInt(3), this::group)));
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static <T> List<T> list(int count, Supplier<T> one) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(one.get());
        }
        return list;
    }
}
