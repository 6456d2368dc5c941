package org.tsumugi.testbed.explain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.tsumugi.hl7v2.MappedFile;
import org.tsumugi.hl7v2.SsMix2Mapper;
import org.tsumugi.hl7v2.storage.ExtendedStoragePath;
import org.tsumugi.hl7v2.storage.PatientFile;
import org.tsumugi.hl7v2.storage.StoragePath;
import org.tsumugi.hl7v2.storage.StoragePath.NotAStorageNameException;

/**
 * A file that lies in a storage: the folders above it say whose it is.
 *
 * @param facility what the folder above the storage is called
 * @param name its path in the standardized or the extended storage
 */
record NamedFile(Path file, String facility, PatientFile name) {

    private static final String EXTENDED = "extended";
    private static final int STANDARD_LEVELS = 6;

    static NamedFile of(Path file) throws NotAStorageNameException {
        Path whole = file.toAbsolutePath().normalize();
        for (int number = whole.getNameCount() - 2; number >= 0; number--) {
            if (whole.getName(number).toString().equals(EXTENDED)) {
                Optional<PatientFile> document = document(below(whole, number + 1));
                if (document.isPresent()) {
                    return new NamedFile(whole, name(whole, number - 1), document.get());
                }
            }
        }
        int top = Math.max(0, whole.getNameCount() - STANDARD_LEVELS);
        return new NamedFile(whole, name(whole, top - 1), StoragePath.parse(below(whole, top)));
    }

    /** Any folder above a storage may have the name, too. */
    private static Optional<PatientFile> document(String path) {
        try {
            return Optional.of(ExtendedStoragePath.parse(path));
        } catch (NotAStorageNameException e) {
            return Optional.empty();
        }
    }

    private static String name(Path whole, int number) {
        return number < 0 ? "" : whole.getName(number).toString();
    }

    private static String below(Path whole, int from) {
        return whole.subpath(from, whole.getNameCount()).toString().replace('\\', '/');
    }

    /** データ種別. */
    String dataType() {
        return name instanceof StoragePath path
                ? path.dataType().folder()
                : name instanceof ExtendedStoragePath path ? path.type().folder() : "";
    }

    MappedFile map(SsMix2Mapper mapper, String code) throws IOException {
        return mapper.map(code.isEmpty() ? facility : code, name, Files.readAllBytes(file));
    }
}
