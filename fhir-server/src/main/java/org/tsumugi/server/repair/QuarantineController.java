package org.tsumugi.server.repair;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.journal.Choices;
import org.tsumugi.server.operate.OperatorActions;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.Sha256;
import org.tsumugi.server.repair.QuarantinedFile.Inspected;

/** Files that could not be used, for operators. */
@RestController
public final class QuarantineController {

    private static final int MOST = 1000;

    private final QuarantineView view;
    private final Choices choices;
    private final OperatorActions actions;
    private final Runnable wakePipeline;

    /** @param wakePipeline called when a file is to be looked at again */
    public QuarantineController(QuarantineView view, Choices choices, OperatorActions actions, Runnable wakePipeline) {
        this.view = view;
        this.choices = choices;
        this.actions = actions;
        this.wakePipeline = wakePipeline;
    }

    /** @param files in the order in which they were first received; a full page may have another behind it */
    record Listed(List<QuarantinedFile> files) {}

    /** Names no path and shows no content. */
    @GetMapping("/operator/quarantine")
    Listed list(
            @RequestParam(required = false) @Nullable String facility,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "100") int limit) {
        return new Listed(
                view.files(new QuarantineView.Which(facility, code, type, after), Math.max(1, Math.min(MOST, limit))));
    }

    /** Shows the path, which carries a patient number. */
    @GetMapping("/operator/quarantine/{receipt}")
    Inspected inspect(@PathVariable UUID receipt) {
        Inspections.needScope();
        actions.record("quarantine inspect", receipt.toString());
        return view.file(receipt).orElseThrow(() -> new RefusedException(Failure.NOT_FOUND));
    }

    /** @param sha256 the content that the file is to say */
    record Choice(String sha256) {}

    /** Which of several contents under one name is right. */
    @PostMapping("/operator/quarantine/{receipt}/choose")
    void choose(@PathVariable UUID receipt, @RequestBody Choice choice) {
        if (!choices.choose(
                receipt, digest(choice.sha256()), () -> actions.record("quarantine choose", receipt.toString(), 1))) {
            throw new RefusedException(Failure.NOT_FOUND);
        }
        wakePipeline.run();
    }

    private static Sha256 digest(String sha256) {
        try {
            return new Sha256(sha256);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        }
    }
}
