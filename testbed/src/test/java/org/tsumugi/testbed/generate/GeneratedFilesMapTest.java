package org.tsumugi.testbed.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/** What the testbed makes is what the mapper takes: a hospital that follows the rules gives no cause for complaint. */
class GeneratedFilesMapTest {

    /** Names typed in Windows, and the five characters of JLAC10 that the guideline itself writes for physiology. */
    private static final Set<MappingIssueCode> OF_REAL_HOSPITALS =
            Set.of(MappingIssueCode.WINDOWS_CHARSET, MappingIssueCode.CODE_FORMAT);

    @Test
    void everyGeneratedFileShouldMapWithoutWarning() throws IOException, NotAStorageNameException {
        SsMix2Mapper mapper = SsMix2Mapper.of(MapperSettings.DEFAULT);

        for (Map.Entry<String, byte[]> file :
                GeneratedNetwork.of(3, 25, 13).files().entrySet()) {
            String facility = file.getKey().substring(0, 10);
            StoragePath path = StoragePath.parse(file.getKey().substring(11));
            MappedFile mapped = mapper.map(facility, path, file.getValue());

            assertThat(mapped.verdict()).as(path.dataType().folder()).isIn(Verdict.MAPPED, Verdict.UNSUPPORTED);
            assertThat(mapped.issues())
                    .as(path.dataType().folder())
                    .allMatch(issue ->
                            issue.severity() == Severity.INFORMATION || OF_REAL_HOSPITALS.contains(issue.code()));
        }
    }
}
