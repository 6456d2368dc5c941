package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tsumugi.hl7v2.FieldAccount.Entry;
import org.tsumugi.hl7v2.FieldAccount.Fate;
import org.tsumugi.hl7v2.MappedFile.Verdict;

/**
 * The account of every golden case and sample: what it calls mapped is in a resource, what it calls reported has an issue, and
 * nothing has no fate.
 */
class AccountTest {

    @TestFactory
    List<DynamicTest> accountShouldBeTrue() throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        for (TestFiles.NamedFile file : TestFiles.all()) {
            tests.add(DynamicTest.dynamicTest(file.name(), () -> check(file.map())));
        }
        assertThat(tests).hasSizeGreaterThan(50);
        return tests;
    }

    private static void check(MappedFile file) {
        FieldAccount account = file.account();
        if (file.verdict() != Verdict.MAPPED) {
            assertThat(account.entries()).isEmpty();
            return;
        }
        Set<String> sources = account.elements().stream()
                .flatMap(element -> element.sources().stream())
                .map(AccountTest::field)
                .collect(Collectors.toSet());
        Set<String> reported = file.issues().stream()
                .map(issue -> issue.field() == null
                        ? String.valueOf(issue.segment())
                        : issue.segment()
                                + field(issue.field().substring(issue.field().indexOf('-'))))
                .collect(Collectors.toSet());
        boolean sustains = file.contributions().stream().allMatch(Contribution::sustains);
        for (Entry entry : account.entries()) {
            String place =
                    entry.segment() + entry.field().substring(entry.field().indexOf('-'));
            assertThat(entry.rule().isEmpty()).as(place).isEqualTo(entry.fate() != Fate.IGNORED);
            if (entry.fate() == Fate.MAPPED && sustains) {
                assertThat(sources).as("places that gave an element").contains(place);
            }
            if (entry.fate() == Fate.REPORTED) {
                assertThat(reported).as("places with an issue").containsAnyOf(place, entry.segment());
            }
        }
        assertThat(account.count(Fate.MAPPED) + account.count(Fate.IGNORED) + account.count(Fate.REPORTED))
                .isEqualTo(account.entries().size());
    }

    /** {@code TQ1[2]-3[2].1} is of the field {@code TQ1[2]-3}. */
    private static String field(String place) {
        int number = place.indexOf('-') + 1;
        int end = number;
        while (end < place.length() && Character.isDigit(place.charAt(end))) {
            end++;
        }
        return place.substring(0, end);
    }
}
