package org.tsumugi.server.repair;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.FailureLog;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.DamagedContentException;
import org.tsumugi.server.raw.RawStore;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.repair.QuarantinedFile.Content;
import org.tsumugi.server.repair.QuarantinedFile.Inspected;

/** The bytes of files that could not be used: as they are, to be saved, or in a form that is safe to look at. */
@RestController
public final class ContentController {

    private static final Logger LOG = LoggerFactory.getLogger(ContentController.class);

    private static final String RAW = "raw";
    private static final int MOST = 1 << 20;
    private static final MediaType PLAIN = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    private final QuarantineView view;
    private final RawStore raw;
    private final OperatorActions actions;

    /** Shows what {@code raw} keeps of the files that {@code view} knows. */
    public ContentController(QuarantineView view, RawStore raw, OperatorActions actions) {
        this.view = view;
        this.raw = raw;
        this.actions = actions;
    }

    /**
     * @param sha256 which of the contents; not needed when there is one
     * @param form {@code hex}, {@code text} or {@code raw}
     * @param offset where to begin, in bytes; {@code raw} is always whole
     * @param limit the most bytes, at most 1 MB
     */
    @GetMapping("/operator/quarantine/{receipt}/content")
    ResponseEntity<Object> content(
            @PathVariable UUID receipt,
            @RequestParam(required = false) @Nullable String sha256,
            @RequestParam(name = "view", defaultValue = "text") String form,
            @RequestParam(defaultValue = "0") long offset,
            @RequestParam(defaultValue = "1048576") int limit) {
        Inspections.needScope();
        Inspected file = view.file(receipt).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
        Sha256 content = content(file, sha256);
        if (form.equals(RAW)) {
            actions.record("quarantine content", receipt.toString());
            RawStore.Reading reading = openChecked(content);
            return safe(receipt + ".bin")
                    .contentType(MediaType.APPLICATION_OCTET_STREAM)
                    .contentLength(reading.size())
                    .body(new InputStreamResource(reading.bytes()));
        }
        ByteView look = look(form);
        actions.record("quarantine content", receipt.toString());
        byte[] bytes = part(content, Math.max(0, offset), Math.max(1, Math.min(MOST, limit)));
        return safe(receipt + ".txt")
                .contentType(PLAIN)
                .body(look.of(bytes, Math.max(0, offset), file.file().issues()).getBytes(StandardCharsets.UTF_8));
    }

    private static Sha256 content(Inspected file, @Nullable String sha256) {
        if (sha256 == null && file.contents().size() > 1) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
        return file.contents().stream()
                .map(Content::sha256)
                .filter(digest -> sha256 == null || digest.equals(sha256))
                .map(Sha256::new)
                .findFirst()
                .orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
    }

    private static ByteView look(String form) {
        try {
            return ByteView.valueOf(form.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }

    private byte[] part(Sha256 content, long offset, int limit) {
        try (RawStore.Reading reading = raw.open(content);
                InputStream bytes = reading.bytes()) {
            bytes.skipNBytes(Math.min(offset, reading.size()));
            return bytes.readNBytes(limit);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads all of it beforehand: once bytes are sent, it is too late to say that the rest is damaged. */
    private RawStore.Reading openChecked(Sha256 content) {
        try {
            try (RawStore.Reading reading = raw.open(content)) {
                reading.bytes().transferTo(OutputStream.nullOutputStream());
            }
            return raw.open(content);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static RefusedException unreadable(IOException e) {
        LOG.error("A received content cannot be shown:{}", FailureLog.trace(e));
        return new RefusedException(
                e instanceof NoSuchFileException || e instanceof DamagedContentException
                        ? Failure.CONTENT_LOST
                        : Failure.UNAVAILABLE);
    }

    /** No browser may take it for a page, keep it, or show it. */
    private static ResponseEntity.BodyBuilder safe(String name) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString());
    }
}
