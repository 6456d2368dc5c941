package org.tsumugi.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tsumugi.mpi.index.IndexStore;
import org.tsumugi.server.identity.VisiblePersons;
import org.tsumugi.server.mpi.Person;
import org.tsumugi.server.mpi.PersonDirectory;
import org.tsumugi.server.mpi.Persons;

/** The rules of docs/architecture.md: a star of modules, faces only, one place for wiring, no cycles. */
@AnalyzeClasses(
        packages = "org.tsumugi",
        importOptions = {DoNotIncludeTests.class, ArchitectureTest.WithoutTestJars.class})
class ArchitectureTest {

    /** Tests of other modules that this one's tests use. */
    static final class WithoutTestJars implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final Pattern TABLES_OF_PERSONS =
            Pattern.compile("tsumugi\\.person_(record|id|key|candidate|judgement|decision|doubt|review)");

    private static final String[] LIBRARIES = {
        "org.tsumugi.hl7v2..",
        "org.tsumugi.mpi..",
        "org.tsumugi.search..",
        "org.tsumugi.consent..",
        "org.tsumugi.testbed..",
        "org.tsumugi.upload.."
    };

    @ArchTest
    static final ArchRule librariesShouldNotKnowSpring = noClasses()
            .that()
            .resideInAnyPackage(LIBRARIES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..");

    @ArchTest
    static final ArchRule librariesShouldNotKnowTheServer = noClasses()
            .that()
            .resideInAnyPackage(LIBRARIES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tsumugi.server..");

    @ArchTest
    static final ArchRule mapperShouldKnowNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.hl7v2..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tsumugi.mpi..", "org.tsumugi.consent..", "org.tsumugi.testbed..");

    @ArchTest
    static final ArchRule mpiShouldKnowNothingOfOursNorFhir = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.mpi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tsumugi.hl7v2..",
                    "org.tsumugi.consent..",
                    "org.tsumugi.testbed..",
                    "org.tsumugi.upload..",
                    "org.hl7..",
                    "ca.uhn..");

    @ArchTest
    static final ArchRule consentShouldKnowNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.consent..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.tsumugi.hl7v2..", "org.tsumugi.mpi..", "org.tsumugi.testbed..");

    @ArchTest
    static final ArchRule storageGrammarShouldStandAlone = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.hl7v2.storage..")
            .should()
            .dependOnClassesThat(describe(
                    "are other rooms of the mapper or FHIR",
                    type -> type.getPackageName().startsWith("org.hl7.")
                            || type.getPackageName().startsWith("ca.uhn.")
                            || (type.getPackageName().startsWith("org.tsumugi.")
                                    && !type.getPackageName().equals("org.tsumugi.hl7v2.storage"))));

    @ArchTest
    static final ArchRule mapperShouldBeUsedThroughItsFaces = noClasses()
            .that()
            .resideOutsideOfPackage("org.tsumugi.hl7v2..")
            .should()
            .dependOnClassesThat(roomsOf("org.tsumugi.hl7v2", "org.tsumugi.hl7v2.storage"));

    @ArchTest
    static final ArchRule consentShouldBeUsedThroughItsFace = noClasses()
            .that()
            .resideOutsideOfPackage("org.tsumugi.consent..")
            .should()
            .dependOnClassesThat(roomsOf("org.tsumugi.consent"));

    @ArchTest
    static final ArchRule mpiShouldBeUsedThroughItsFaces = noClasses()
            .that()
            .resideOutsideOfPackage("org.tsumugi.mpi..")
            .should()
            .dependOnClassesThat(roomsOf(
                    "org.tsumugi.mpi",
                    "org.tsumugi.mpi.compare",
                    "org.tsumugi.mpi.date",
                    "org.tsumugi.mpi.index",
                    "org.tsumugi.mpi.link",
                    "org.tsumugi.mpi.match",
                    "org.tsumugi.mpi.name",
                    "org.tsumugi.mpi.postgres",
                    "org.tsumugi.mpi.rule",
                    "org.tsumugi.mpi.score"));

    @ArchTest
    static final ArchRule searchShouldKnowNothingOfOursNorFhir = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.search..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.tsumugi.hl7v2..",
                    "org.tsumugi.mpi..",
                    "org.tsumugi.consent..",
                    "org.tsumugi.testbed..",
                    "org.tsumugi.upload..",
                    "org.hl7..",
                    "ca.uhn..");

    @ArchTest
    static final ArchRule searchShouldBeUsedThroughItsFaces = noClasses()
            .that()
            .resideOutsideOfPackage("org.tsumugi.search..")
            .should()
            .dependOnClassesThat(
                    roomsOf("org.tsumugi.search", "org.tsumugi.search.elastic", "org.tsumugi.search.name"));

    @ArchTest
    static final ArchRule searchRoomsShouldHaveNoCycles =
            slices().matching("org.tsumugi.search.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule mpiRoomsShouldHaveNoCycles =
            slices().matching("org.tsumugi.mpi.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule agentShouldKnowTheStorageGrammarOnly = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.upload..")
            .should()
            .dependOnClassesThat(describe(
                    "are ours and not the grammar of storage names",
                    type -> type.getPackageName().startsWith("org.tsumugi.")
                            && !type.getPackageName().startsWith("org.tsumugi.upload")
                            && !type.getPackageName().equals("org.tsumugi.hl7v2.storage")));

    @ArchTest
    static final ArchRule agentShouldBeUsedThroughItsFaces = noClasses()
            .that()
            .resideOutsideOfPackage("org.tsumugi.upload..")
            .should()
            .dependOnClassesThat(
                    roomsOf("org.tsumugi.upload", "org.tsumugi.upload.send", "org.tsumugi.upload.terminal"));

    @ArchTest
    static final ArchRule agentRoomsShouldHaveNoCycles =
            slices().matching("org.tsumugi.upload.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheDemoShouldKnowTheTestbed = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.server..")
            .and()
            .resideOutsideOfPackages("org.tsumugi.server.demo..", "org.tsumugi.server.wiring..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tsumugi.testbed..");

    @ArchTest
    static final ArchRule wiringShouldBeInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.tsumugi.server.wiring..")
            .should()
            .beAnnotatedWith(Configuration.class);

    @ArchTest
    static final ArchRule beansShouldBeMadeInOnePlace = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods()
            .that()
            .areDeclaredInClassesThat()
            .resideOutsideOfPackage("org.tsumugi.server.wiring..")
            .should()
            .beAnnotatedWith(Bean.class);

    @ArchTest
    static final ArchRule nothingShouldKnowTheWiring = noClasses()
            .that()
            .resideInAPackage("org.tsumugi..")
            .and()
            .resideOutsideOfPackages("org.tsumugi.server.wiring..", "org.tsumugi.server")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.tsumugi.server.wiring..");

    @ArchTest
    static final ArchRule serverRoomsShouldHaveNoCycles =
            slices().matching("org.tsumugi.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule mapperRoomsShouldHaveNoCycles =
            slices().matching("org.tsumugi.hl7v2.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule testbedRoomsShouldHaveNoCycles =
            slices().matching("org.tsumugi.testbed.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule everyPackageShouldDecideAboutNull = classes().should(liveInANullMarkedPackage());

    /** Whoever looks persons up there sees all of their records, whatever the reader may see. */
    @ArchTest
    static final ArchRule personsShouldBeLookedUpForReviewersAlone = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.server..")
            .and()
            .resideOutsideOfPackages(
                    "org.tsumugi.server.mpi..", "org.tsumugi.server.review..", "org.tsumugi.server.wiring..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(PersonDirectory.class, Person.class);

    @ArchTest
    static final ArchRule personsInFhirShouldComeFromVisiblePersonsAlone = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.server.identity..")
            .should()
            .callMethodWhere(target(owner(assignableTo(IndexStore.class))))
            .orShould()
            .callMethod(Persons.class, "change", Function.class)
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(SystemRequestDetails.class))));

    /** A query of its own would go around what a reader may see as well. */
    @ArchTest
    static final ArchRule tablesOfPersonsShouldBeAskedBehindTheirFaces = noClasses()
            .that()
            .resideInAPackage("org.tsumugi.server..")
            .and()
            .resideOutsideOfPackages(
                    "org.tsumugi.server.mpi..",
                    "org.tsumugi.server.review..",
                    "org.tsumugi.server.rules..",
                    "org.tsumugi.server.backup..")
            .and()
            .doNotBelongToAnyOf(VisiblePersons.class)
            .should(nameATableOfPersons());

    private static DescribedPredicate<JavaClass> roomsOf(String root, String... otherFaces) {
        return describe(
                "are behind the face of " + root,
                type -> type.getPackageName().startsWith(root)
                        && !type.getPackageName().equals(root)
                        && java.util.Arrays.stream(otherFaces).noneMatch(type.getPackageName()::equals));
    }

    /** Its texts are in the class file as they are, SQL among them. */
    private static ArchCondition<JavaClass> nameATableOfPersons() {
        return new ArchCondition<>("name a table that says whose records are whose") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String texts = new String(bytes(type), StandardCharsets.ISO_8859_1);
                events.add(new SimpleConditionEvent(
                        type,
                        TABLES_OF_PERSONS.matcher(texts).find(),
                        type.getFullName() + " names a table that says whose records are whose"));
            }
        };
    }

    private static byte[] bytes(JavaClass type) {
        try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return bytes.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage()
                        .tryGetAnnotationOfType(NullMarked.class)
                        .isPresent();
                if (!marked) {
                    events.add(SimpleConditionEvent.violated(
                            type, type.getFullName() + " is not in a @NullMarked package"));
                }
            }
        };
    }
}
