package org.tsumugi.hl7v2.dispatch;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.ResourceContribution;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.charset.JapaneseText;
import org.tsumugi.hl7v2.charset.UndecodableBytesException;
import org.tsumugi.hl7v2.issue.Issues;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.patient.PatientContributions;
import org.tsumugi.hl7v2.stay.Stays;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.StoragePath;

/** One storage file, from bytes to its verdict: path, decoding, tokenizing, then the mapper of the path's data type. */
public final class StorageFileMapper implements SsMix2Mapper {

    private final MapperSettings settings;

    public StorageFileMapper(MapperSettings settings) {
        this.settings = settings;
    }

    @Override
    public MappedFile map(String facility, StoragePath path, byte[] content) {
        Issues issues = new Issues();
        try {
            return map(facility, path, content, issues);
        } catch (RuntimeException e) {
            return quarantined(
                    issues, MappingIssueCode.MAPPER_FAILURE, e.getClass().getName());
        }
    }

    private MappedFile map(String facility, StoragePath path, byte[] content, Issues issues) {
        if (path.contradiction().isPresent()) {
            return quarantined(
                    issues,
                    MappingIssueCode.PATH_CONTRADICTION,
                    path.contradiction().get());
        }
        Optional<DataTypeMapper> mapper = DataTypeMappers.of(path.dataType());
        if (mapper.isEmpty()) {
            issues.file()
                    .report(
                            MappingIssueCode.TYPE_NOT_YET_MAPPED,
                            Severity.INFORMATION,
                            path.dataType().folder() + " " + path.dataType().japaneseName() + " is not mapped yet");
            return new MappedFile(Verdict.UNSUPPORTED, List.of(), issues.all());
        }
        if (path.flag() == ConditionFlag.DELETED && path.dataType() != DataType.ADT_00) {
            return new MappedFile(Verdict.MAPPED, List.of(), issues.all());
        }
        try {
            JapaneseText decoded = JapaneseText.decode(content);
            if (decoded.windowsVariant()) {
                issues.file()
                        .report(
                                MappingIssueCode.WINDOWS_CHARSET,
                                Severity.WARNING,
                                "characters outside JIS X 0208, read with the Windows variant of ISO-2022-JP");
            }
            return new MessageMapping(facility, path, settings, issues)
                    .map(Message.parse(decoded.text()), mapper.get());
        } catch (UndecodableBytesException e) {
            return quarantined(
                    issues, MappingIssueCode.UNDECODABLE_BYTES, "not ISO-2022-JP at byte offset " + e.offset());
        } catch (NotHl7Exception e) {
            return quarantined(issues, MappingIssueCode.NOT_HL7, String.valueOf(e.getMessage()));
        }
    }

    private static MappedFile quarantined(Issues issues, MappingIssueCode code, String detail) {
        issues.file().report(code, Severity.FATAL, detail);
        return new MappedFile(Verdict.QUARANTINED, List.of(), issues.all());
    }

    @Override
    public List<Resource> merge(GroupKey group, List<Contribution> contributions) {
        if (contributions.isEmpty()) {
            return List.of();
        }
        return switch (group.kind()) {
            case PATIENT -> PatientContributions.merge(contributions);
            case STAYS -> Stays.merge(group, contributions);
            case FILE, PRACTITIONER, DEPARTMENT, FACILITY ->
                ((ResourceContribution) contributions.get(contributions.size() - 1)).resources();
        };
    }
}
