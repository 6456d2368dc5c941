package org.tsumugi.upload.command;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tsumugi.upload.AgentSummary;
import org.tsumugi.upload.DryRun;
import org.tsumugi.upload.follow.NoSuchStorageException;
import org.tsumugi.upload.follow.Resend;
import org.tsumugi.upload.send.RefusedException;

/** What the command says at its end. */
final class Words {

    private Words() {}

    /** Why it ended. */
    static String of(Exception exception) {
        if (exception instanceof RefusedException refused) {
            return refused.getMessage()
                    + (refused.status() == 404
                            ? ": wrong facility code, credentials of another facility or revoked ones, or a server"
                                    + " that is too old / 施設コード・認証情報・サーバーの版を確認してください"
                            : ": check the credentials / 認証情報を確認してください");
        }
        if (exception instanceof NoSuchStorageException) {
            return "no such file or folder: " + exception.getMessage() + " / 見つかりません";
        }
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
                return "the server cannot be reached / サーバーに接続できません";
            }
        }
        return namesAFile(exception)
                ? exception.getClass().getSimpleName() + ": a file or folder cannot be used / ファイルまたはフォルダーを使用できません"
                : exception.getClass().getSimpleName() + ": " + exception.getMessage();
    }

    /** Paths of a storage have patients' numbers, and a message repeats that of its cause: these go to logs that others read. */
    private static boolean namesAFile(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof FileSystemException || cause instanceof InvalidPathException) {
                return true;
            }
        }
        return false;
    }

    /** What a run did. */
    static List<String> of(AgentSummary summary, Path problemList, double seconds) {
        List<String> lines = new ArrayList<>();
        summary.byStatus().forEach((status, count) -> lines.add(word(status) + ": " + count));
        summary.skipped().forEach((reason, count) -> lines.add("skipped, " + reason + ": " + count));
        if (summary.violations() + summary.failures() > 0) {
            lines.add("violations: " + summary.violations() + ", failures: " + summary.failures() + "; names are in "
                    + problemList);
        }
        lines.add(summary.acknowledged() + " files acknowledged, "
                + Math.round(summary.files() / Math.max(seconds, 0.001)) + " files/s");
        return lines;
    }

    /** What is sent again because somebody asked for it. */
    static List<String> of(Resend.Result again) {
        List<String> lines = new ArrayList<>();
        lines.add(again.files() + " files are sent again / " + again.files() + " 件を送り直します");
        if (again.records()) {
            lines.add("the transaction storage is read again for their records / トランザクションストレージも読み直します");
        }
        return lines;
    }

    /** What a run would do. */
    static List<String> of(DryRun dry) {
        List<String> lines = new ArrayList<>();
        dry.filesByType().forEach((type, count) -> lines.add("would send, " + type + ": " + count));
        dry.skipped().forEach((reason, count) -> lines.add("would skip, " + reason + ": " + count));
        dry.violations().forEach((code, count) -> lines.add("violation, " + code + ": " + count));
        long files =
                dry.filesByType().values().stream().mapToLong(Long::longValue).sum();
        lines.add("would send " + files + " files, " + dry.bytes() + " bytes; nothing was sent");
        if (!dry.refusalsKnown()) {
            lines.add("the list of the patients who refused is not known: without it nothing is sent"
                    + " / 登録拒否患者の一覧を取得できないため、実際には送信されません");
        }
        return lines;
    }

    private static String word(int status) {
        return switch (status) {
            case 201 -> "201 new";
            case 200 -> "200 already there";
            case 422 -> "422 not a storage name";
            case 413 -> "413 too large";
            default -> Integer.toString(status);
        };
    }
}
