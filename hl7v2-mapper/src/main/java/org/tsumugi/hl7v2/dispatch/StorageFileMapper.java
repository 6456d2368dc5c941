package org.tsumugi.hl7v2.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.Contribution;
import org.tsumugi.hl7v2.FieldAccount;
import org.tsumugi.hl7v2.GroupKey;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.MappedFile.Verdict;
import org.tsumugi.hl7v2.MapperSettings;
import org.tsumugi.hl7v2.MappingIssueCode;
import org.tsumugi.hl7v2.Severity;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.account.Ledger;
import org.tsumugi.hl7v2.charset.Controls;
import org.tsumugi.hl7v2.charset.JapaneseText;
import org.tsumugi.hl7v2.charset.UndecodableBytesException;
import org.tsumugi.hl7v2.document.DocumentMapper;
import org.tsumugi.hl7v2.feed.IdentityFeedMapper;
import org.tsumugi.hl7v2.mapping.DataTypeMapper;
import org.tsumugi.hl7v2.mapping.FileContent;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.message.NotHl7Exception;
import org.tsumugi.hl7v2.message.TooLargeException;
import org.tsumugi.hl7v2.storage.ConditionFlag;
import org.tsumugi.hl7v2.storage.DataType;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.hl7v2.storage.IdentityFeedPath;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;

/** One storage file, from bytes to its verdict: path, decoding, tokenizing, then the mapper of the path's data type. */
public final class StorageFileMapper implements SsMix2Mapper {

    private final MapperSettings settings;

    public StorageFileMapper(MapperSettings settings) {
        this.settings = settings;
    }

    @Override
    public MappedFile map(String facility, PatientFile path, InputStream content, long size) throws IOException {
        Ledger ledger = new Ledger();
        try {
            return map(facility, path, new FileContent(content, size), ledger);
        } catch (RuntimeException e) {
            return quarantined(
                    ledger, MappingIssueCode.MAPPER_FAILURE, e.getClass().getName());
        }
    }

    private MappedFile map(String facility, PatientFile path, FileContent content, Ledger ledger) throws IOException {
        if (path.contradiction().isPresent()) {
            return quarantined(
                    ledger,
                    MappingIssueCode.PATH_CONTRADICTION,
                    path.contradiction().get());
        }
        if (path instanceof ExtendedStoragePath document) {
            return checked(new DocumentMapper(facility, document, settings, ledger).map(content), ledger);
        }
        if (path instanceof IdentityFeedPath message) {
            return checked(new IdentityFeedMapper(facility, message, settings, ledger).map(content), ledger);
        }
        return map(facility, (StoragePath) path, content, ledger);
    }

    private MappedFile checked(MappedFile mapped, Ledger ledger) {
        mapped.contributions().forEach(contribution -> Merging.checkRequired(contribution, settings.systems(), ledger));
        return new MappedFile(mapped.verdict(), mapped.contributions(), ledger.issues(), mapped.account());
    }

    private MappedFile map(String facility, StoragePath path, FileContent content, Ledger ledger) throws IOException {
        Optional<DataTypeMapper> mapper = DataTypeMappers.of(path.dataType());
        if (mapper.isEmpty()) {
            ledger.file()
                    .report(
                            MappingIssueCode.TYPE_NOT_YET_MAPPED,
                            Severity.INFORMATION,
                            path.dataType().folder() + " " + path.dataType().japaneseName() + " is not mapped yet");
            return new MappedFile(Verdict.UNSUPPORTED, List.of(), ledger.issues(), FieldAccount.NOTHING_READ);
        }
        if (path.flag() == ConditionFlag.DELETED && path.dataType() != DataType.ADT_00) {
            return new MappedFile(Verdict.MAPPED, List.of(), ledger.issues(), FieldAccount.NOTHING_READ);
        }
        if (content.isTooLarge()) {
            return quarantined(ledger, MappingIssueCode.MESSAGE_TOO_LARGE, FileContent.TOO_LARGE);
        }
        try {
            JapaneseText decoded = JapaneseText.decode(content.whole());
            if (decoded.windowsVariant()) {
                ledger.file()
                        .report(
                                MappingIssueCode.WINDOWS_CHARSET,
                                Severity.WARNING,
                                "characters outside JIS X 0208, read with the Windows variant of ISO-2022-JP");
            }
            String text = Controls.removed(decoded.text());
            if (text.length() < decoded.text().length()) {
                ledger.file()
                        .report(
                                MappingIssueCode.CONTROL_CHARACTERS,
                                Severity.WARNING,
                                "control characters, which no text of a record has; passed over");
            }
            return new MessageMapping(facility, path, settings, ledger).map(Message.parse(text), mapper.get());
        } catch (UndecodableBytesException e) {
            return quarantined(
                    ledger, MappingIssueCode.UNDECODABLE_BYTES, "not ISO-2022-JP at byte offset " + e.offset());
        } catch (TooLargeException e) {
            return quarantined(ledger, MappingIssueCode.MESSAGE_TOO_LARGE, String.valueOf(e.getMessage()));
        } catch (NotHl7Exception e) {
            return quarantined(ledger, MappingIssueCode.NOT_HL7, String.valueOf(e.getMessage()));
        }
    }

    private static MappedFile quarantined(Ledger ledger, MappingIssueCode code, String detail) {
        ledger.file().report(code, Severity.FATAL, detail);
        return new MappedFile(Verdict.QUARANTINED, List.of(), ledger.issues(), FieldAccount.NOTHING_READ);
    }

    @Override
    public List<Resource> merge(GroupKey group, List<Contribution> contributions) {
        return Merging.merge(group, contributions);
    }
}
