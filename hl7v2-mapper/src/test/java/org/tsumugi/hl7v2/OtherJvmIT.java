package org.tsumugi.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same files give the same resources, issues and account in another JVM, whatever its settings, and in any thread. */
class OtherJvmIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dfile.encoding=Shift_JIS -Duser.timezone=America/St_Johns -Duser.language=tr -Duser.country=TR -XX:+UseSerialGC",
                "-Dfile.encoding=UTF-16 -Duser.timezone=Pacific/Kiritimati -Duser.language=ar -Duser.country=SA -XX:+UseParallelGC",
                "-Dfile.encoding=ISO-8859-1 -Duser.timezone=UTC -Duser.language=th -Duser.country=TH -Xint"
            })
    void otherJvmShouldGiveTheSameBytes(String settings) throws Exception {
        assertThat(child(settings)).isEqualTo(digest());
    }

    @Test
    void manyThreadsShouldGiveTheSameBytes() throws Exception {
        String alone = digest();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> results =
                    threads.invokeAll(Collections.nCopies(8, (Callable<String>) OtherJvmIT::digest));
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** The entry point of the other JVM. */
    public static void main(String[] arguments) throws Exception {
        System.out.println("digest " + digest());
    }

    private static String child(String settings) throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(settings.split(" ")));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherJvmIT.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        // The name is ASCII, which UTF-16 would not print as such.
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).replace("\0", "");
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.substring(printed.indexOf("digest ") + "digest ".length())
                .strip();
    }

    private static String digest() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        IParser parser = FhirContext.forR4Cached().newJsonParser();
        for (TestFiles.NamedFile file : TestFiles.ofCases()) {
            MappedFile mapped = file.map();
            SsMix2Mapper mapper = SsMix2Mapper.of(file.settings());
            for (Contribution contribution : mapped.contributions()) {
                for (Resource resource : mapper.merge(contribution.group(), List.of(contribution))) {
                    digest.update(parser.encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8));
                }
            }
            digest.update(mapped.issues().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(mapped.account().entries().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(mapped.account().elements().toString().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
