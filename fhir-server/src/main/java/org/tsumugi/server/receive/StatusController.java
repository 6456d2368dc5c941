package org.tsumugi.server.receive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.journal.FacilityStatus;
import org.tsumugi.server.journal.FileState;
import org.tsumugi.server.journal.JournalView;
import org.tsumugi.server.journal.ListedFile;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;

/** What became of the files that a facility sent; for that facility alone. */
@RestController
public final class StatusController {

    private static final int MOST = 1000;

    private final JournalView journal;

    public StatusController(JournalView journal) {
        this.journal = journal;
    }

    /** The counts. */
    @GetMapping("/ssmix2/{facility}/status")
    FacilityStatus status(@PathVariable String facility) {
        return journal.status(facility);
    }

    /**
     * One page of files.
     *
     * @param next the receipt to give as {@code after} for the next page; null when there is none
     */
    record Page(List<ListedFile> files, @Nullable UUID next) {}

    /** The files in one state, with their paths and issues: by default those set aside. */
    @GetMapping("/ssmix2/{facility}/status/files")
    Page files(
            @PathVariable String facility,
            @RequestParam(defaultValue = "quarantined") String state,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Math.max(1, Math.min(MOST, limit));
        List<ListedFile> files = journal.files(facility, state(state), Optional.ofNullable(after), most + 1);
        return files.size() <= most
                ? new Page(files, null)
                : new Page(files.subList(0, most), files.get(most - 1).receipt());
    }

    private static FileState state(String name) {
        try {
            return FileState.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }
}
