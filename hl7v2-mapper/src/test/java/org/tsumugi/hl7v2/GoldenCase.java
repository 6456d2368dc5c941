package org.tsumugi.hl7v2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tsumugi.hl7v2.MapperSettings.PatientIdMismatch;
import org.tsumugi.hl7v2.MapperSettings.Systems;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * One {@code *.case} file: settings, one or more storage files (name and message), and what is expected of them. Parts begin
 * with {@code ## }; a file name without folders gets the folders it implies.
 */
record GoldenCase(String comment, Map<String, String> settings, List<Input> inputs, String issues, String bundle) {

    record Input(String name, String hl7v2) {

        StoragePath path() throws NotAStorageNameException {
            if (name.contains("/")) {
                return StoragePath.parse(name);
            }
            String[] parts = name.split("_");
            String padded = parts[0].length() < 6 ? "0".repeat(6 - parts[0].length()) + parts[0] : parts[0];
            return StoragePath.parse(String.join(
                    "/", padded.substring(0, 3), padded.substring(3, 6), parts[0], parts[1], parts[2], name));
        }

        byte[] bytes() throws CharacterCodingException {
            String text = hl7v2.strip().replace('\n', '\r');
            try {
                return encode(text, "ISO-2022-JP");
            } catch (CharacterCodingException e) {
                // The Windows encoder knows the wave dash and the minus by other characters.
                return encode(text.replace('\u301C', '\uFF5E').replace('\u2212', '\uFF0D'), "x-windows-iso2022jp");
            }
        }
    }

    static byte[] encode(String text, String charset) throws CharacterCodingException {
        ByteBuffer bytes = Charset.forName(charset)
                .newEncoder()
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(text));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    static GoldenCase read(Path file) throws IOException {
        String comment = "";
        Map<String, String> settings = new HashMap<>();
        List<Input> inputs = new ArrayList<>();
        String name = "";
        String issues = "";
        String bundle = "";
        for (String part : ("\n" + Files.readString(file)).split("\n## ")) {
            int end = part.indexOf('\n');
            String title = end < 0 ? part.strip() : part.substring(0, end).strip();
            String body = end < 0 ? "" : part.substring(end + 1).strip();
            switch (title) {
                case "SS-MIX2 FILE NAME" -> name = body;
                case "HL7V2" -> inputs.add(new Input(name, body));
                case "SETTINGS" ->
                    body.lines()
                            .forEach(line -> settings.put(
                                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
                case "ISSUES" -> issues = body;
                case "BUNDLE" -> bundle = body;
                default -> comment = part.strip();
            }
        }
        return new GoldenCase(comment, settings, inputs, issues, bundle);
    }

    MapperSettings mapperSettings() {
        return new MapperSettings(
                PatientIdMismatch.valueOf(settings.getOrDefault("patient-id-mismatch", "QUARANTINE")),
                Systems.valueOf(settings.getOrDefault("systems", "URL")));
    }

    String facility() {
        return settings.getOrDefault("facility", "1312345670");
    }

    /** The case file with other expectations. */
    String write(String newIssues, String newBundle) {
        StringBuilder text = new StringBuilder();
        if (!comment.isEmpty()) {
            text.append(comment).append("\n\n");
        }
        if (!settings.isEmpty()) {
            text.append("## SETTINGS\n")
                    .append(settings.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("\n")))
                    .append("\n\n");
        }
        for (Input input : inputs) {
            text.append("## SS-MIX2 FILE NAME\n")
                    .append(input.name())
                    .append("\n\n## HL7V2\n")
                    .append(input.hl7v2())
                    .append("\n\n");
        }
        return text.append("## ISSUES\n")
                .append(newIssues)
                .append("\n\n## BUNDLE\n")
                .append(newBundle)
                .append("\n")
                .toString();
    }
}
