package org.tsumugi.upload.follow;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A storage the operator named is not there. Its message is that name, which is no patient's. */
public final class NoSuchStorageException extends NoSuchFileException {

    private static final long serialVersionUID = 1L;

    NoSuchStorageException(Path root) {
        super(root.toString(), null, "no such storage");
    }
}
