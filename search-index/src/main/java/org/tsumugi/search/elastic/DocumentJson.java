package org.tsumugi.search.elastic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.tsumugi.search.Amount;
import org.tsumugi.search.Days;
import org.tsumugi.search.PatientEntry;
import org.tsumugi.search.PersonDocument;
import org.tsumugi.search.RecordEntry;

/** Documents as they are written: the same content is always the same text, in whatever order its parts were given. */
final class DocumentJson {

    private static final JsonFactory JSON = new JsonFactory();

    private DocumentJson() {}

    /**
     * A text, and what it says of its content.
     *
     * @param digest equal exactly where the content is
     */
    record Text(String json, byte[] digest) {

        String digestAsText() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        }

        long digestAsNumber() {
            return ByteBuffer.wrap(digest).getLong();
        }
    }

    /** A person with all Patients and their records. */
    static Text person(PersonDocument document) {
        String patients = write(json -> {
            json.writeStartArray();
            for (PatientEntry patient : document.patients().stream()
                    .sorted(Comparator.comparing(PatientEntry::id))
                    .toList()) {
                writeWithRecords(json, patient);
            }
            json.writeEndArray();
        });
        byte[] digest = digest(patients);
        String text = write(json -> {
            json.writeStartObject();
            json.writeStringField(Fields.KEY, document.key());
            json.writeStringField(Fields.DIGEST, new Text("", digest).digestAsText());
            json.writeFieldName(Fields.PATIENTS);
            json.writeRawValue(patients);
            json.writeEndObject();
        });
        return new Text(text, digest);
    }

    /** A record as a document of its own. */
    static Text record(String person, PatientEntry patient, RecordEntry entry) {
        String content = write(json -> {
            json.writeStartObject();
            writePatient(json, patient);
            writeRecord(json, entry);
            json.writeEndObject();
        });
        byte[] digest = digest(content);
        String text = write(json -> {
            json.writeStartObject();
            json.writeStringField(Fields.PERSON, person);
            json.writeStringField(Fields.ID, entry.id());
            json.writeNumberField(Fields.CONTENT, new Text("", digest).digestAsNumber());
            writePatient(json, patient);
            writeRecord(json, entry);
            json.writeEndObject();
        });
        return new Text(text, digest);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeWithRecords(JsonGenerator json, PatientEntry patient) throws IOException {
        json.writeStartObject();
        json.writeStringField(Fields.ID, patient.id());
        writePatient(json, patient);
        if (!patient.records().isEmpty()) {
            json.writeFieldName(Fields.RECORDS);
            json.writeStartArray();
            for (RecordEntry entry : patient.records().stream()
                    .sorted(Comparator.comparing(RecordEntry::id))
                    .toList()) {
                json.writeStartObject();
                writeRecord(json, entry);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writePatient(JsonGenerator json, PatientEntry patient) throws IOException {
        json.writeStringField(Fields.FACILITY, patient.facility());
        if (patient.gender() != null) {
            json.writeStringField(Fields.GENDER, patient.gender());
        }
        Days birth = patient.birth();
        if (birth != null) {
            json.writeNumberField(Fields.BIRTH_FIRST, birth.first());
            json.writeNumberField(Fields.BIRTH_LAST, birth.last());
        }
        texts(json, Fields.DENIALS, patient.denials());
    }

    private static void writeRecord(JsonGenerator json, RecordEntry entry) throws IOException {
        json.writeStringField(Fields.TYPE, entry.type());
        texts(json, Fields.NAMES, entry.names().stream().map(Fields::name).toList());
        for (Map.Entry<String, Days> days : new TreeMap<>(entry.days()).entrySet()) {
            json.writeNumberField(
                    Fields.firstDay(days.getKey()), days.getValue().first());
            json.writeNumberField(Fields.lastDay(days.getKey()), days.getValue().last());
        }
        for (Map.Entry<String, List<Amount>> amounts : new TreeMap<>(entry.amounts()).entrySet()) {
            write(json, amounts.getKey(), amounts.getValue());
        }
    }

    private static void write(JsonGenerator json, String parameter, List<Amount> amounts) throws IOException {
        json.writeFieldName(Fields.number(parameter));
        json.writeStartArray();
        for (double value : amounts.stream().mapToDouble(Amount::value).sorted().toArray()) {
            json.writeNumber(value);
        }
        json.writeEndArray();
        TreeSet<String> terms = new TreeSet<>();
        amounts.forEach(amount -> terms.addAll(Fields.terms(amount)));
        texts(json, Fields.withUnit(parameter), terms);
    }

    private static void texts(JsonGenerator json, String field, Collection<String> texts) throws IOException {
        if (!texts.isEmpty()) {
            json.writeFieldName(field);
            json.writeStartArray();
            for (String text : new TreeSet<>(texts)) {
                json.writeString(text);
            }
            json.writeEndArray();
        }
    }
}
