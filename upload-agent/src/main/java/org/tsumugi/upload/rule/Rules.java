package org.tsumugi.upload.rule;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the hospital lets out.
 *
 * @param includedTypes types to send; empty for all
 * @param excludedTypes types not to send
 * @param from first 診療日 to send, {@code YYYYMMDD}; empty for no limit. Files without 診療日 are in every period
 * @param until last 診療日 to send
 * @param includedPatients 患者ID to send; empty for all
 * @param excludedPatients 患者ID not to send
 */
public record Rules(
        Set<String> includedTypes,
        Set<String> excludedTypes,
        String from,
        String until,
        Optional<Set<String>> includedPatients,
        Set<String> excludedPatients) {

    /** Everything may be sent. */
    public static final Rules ALL = new Rules(Set.of(), Set.of(), "", "", Optional.empty(), Set.of());

    public Rules {
        includedTypes = Set.copyOf(includedTypes);
        excludedTypes = Set.copyOf(excludedTypes);
        includedPatients = includedPatients.map(Set::copyOf);
        excludedPatients = Set.copyOf(excludedPatients);
    }

    /** The 患者ID of a file, one a line; empty lines and lines with {@code #} in front do not count. */
    public static Set<String> patientsOf(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.map(line -> line.replace("\uFEFF", "").strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Why this file is not sent; empty when it may be. */
    public Optional<SkipReason> skip(StoredName name, Set<String> refused) {
        if (name.area() == Area.TRANSACTION) {
            return excludeNothing() && refused.isEmpty() ? Optional.empty() : Optional.of(SkipReason.MIXED_FILE);
        }
        if (refused.contains(name.patientId())) {
            return Optional.of(SkipReason.REFUSED_PATIENT);
        }
        if (excludedPatients.contains(name.patientId())
                || includedPatients
                        .map(sent -> !sent.contains(name.patientId()))
                        .orElse(false)) {
            return Optional.of(SkipReason.PATIENT);
        }
        if (excludedTypes.contains(name.type()) || (!includedTypes.isEmpty() && !includedTypes.contains(name.type()))) {
            return Optional.of(SkipReason.TYPE);
        }
        return isOutside(name.careDate()) ? Optional.of(SkipReason.PERIOD) : Optional.empty();
    }

    /** Whether every file of every patient may be sent. */
    public boolean excludeNothing() {
        return equals(ALL);
    }

    private boolean isOutside(String date) {
        return !date.equals("-")
                && ((!from.isEmpty() && date.compareTo(from) < 0) || (!until.isEmpty() && date.compareTo(until) > 0));
    }

    /** Changes with every rule; says nothing about whom it names. */
    public String fingerprint() {
        String text = String.join(
                "\n",
                new TreeSet<>(includedTypes).toString(),
                new TreeSet<>(excludedTypes).toString(),
                from,
                until,
                includedPatients.map(TreeSet::new).toString(),
                new TreeSet<>(excludedPatients).toString());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
