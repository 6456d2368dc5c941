package org.tsumugi.server.monitor;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Words the mails: facility codes and names, counts and codes, nothing that is a patient's. */
final class MailWriter {

    private static final String LINE = "\n";

    private final Language language;

    MailWriter(Language language) {
        this.language = language;
    }

    /** Something has happened. */
    MailText alarms(List<Alarm> alarms, Network network) {
        StringBuilder body = new StringBuilder();
        alarms.forEach(alarm -> body.append(line(alarm, network)));
        body.append(LINE)
                .append(words(
                        "What is the case now: java -jar tsumugi-server.jar health --attention",
                        "現在の状況:java -jar tsumugi-server.jar health --attention"))
                .append(LINE);
        return new MailText(words("[Tsumugi] New alarms: ", "[Tsumugi] 新しい警報: ") + alarms.size(), body.toString());
    }

    /** The day's digest. */
    MailText digest(LocalDate day, Network network, List<Alarm> lastDay) {
        List<Alarm> open =
                lastDay.stream().filter(alarm -> alarm.closedAt() == null).toList();
        List<Alarm> closed =
                lastDay.stream().filter(alarm -> alarm.closedAt() != null).toList();
        StringBuilder body = new StringBuilder();
        totals(body, network);
        section(body, words("Open alarms", "発生中の警報"), open, alarm -> line(alarm, network));
        section(body, words("Closed in the last 24 hours", "この24時間に解消した警報"), closed, alarm -> line(alarm, network));
        counts(body, words("Set aside, by code", "隔離中のファイル(コード別)"), network, FacilityHealth::quarantineByCode);
        counts(
                body,
                words("Storage rules broken, as the senders reported on their last day", "送信側が直近の日に報告した規約違反"),
                network,
                FacilityHealth::violations);
        section(
                body,
                words("Registered and nothing received yet", "登録済みで未受信の医療機関"),
                network.facilities().stream()
                        .filter(health -> health.lastReceivedAt() == null && !health.suspended())
                        .toList(),
                health -> "  " + named(health.facility(), health.name()) + LINE);
        String state = open.isEmpty() ? words("all is well", "異常なし") : words("open alarms: ", "発生中の警報: ") + open.size();
        return new MailText(words("[Tsumugi] Digest of ", "[Tsumugi] 日次報告 ") + day + ": " + state, body.toString());
    }

    private void totals(StringBuilder body, Network network) {
        total(body, words("facilities", "医療機関"), network.facilities().size());
        total(body, words("files in the last 24 hours", "24時間の受信ファイル"), network.sum(FacilityHealth::filesLastDay));
        total(body, words("bytes in the last 24 hours", "24時間の受信バイト"), network.sum(FacilityHealth::bytesLastDay));
        total(body, words("files waiting to be mapped", "変換待ちのファイル"), network.sum(FacilityHealth::pending));
        total(body, words("files set aside", "隔離中のファイル"), network.sum(FacilityHealth::quarantined));
    }

    private static void total(StringBuilder body, String name, long count) {
        body.append(String.format(Locale.ROOT, "%,d %s%n", count, name));
    }

    private static void counts(
            StringBuilder body, String title, Network network, Function<FacilityHealth, Map<String, Long>> what) {
        section(
                body,
                title,
                List.copyOf(network.sumByCode(what).entrySet()),
                entry -> String.format(Locale.ROOT, "  %s %,d%n", entry.getKey(), entry.getValue()));
    }

    private static <T> void section(StringBuilder body, String title, List<T> items, Function<T, String> line) {
        if (items.isEmpty()) {
            return;
        }
        body.append(LINE).append(title).append(LINE);
        items.forEach(item -> body.append(line.apply(item)));
    }

    private String line(Alarm alarm, Network network) {
        String subject = alarm.subject().equals(Condition.SERVER)
                ? words("server", "サーバー")
                : named(alarm.subject(), nameOf(alarm.subject(), network));
        return "  "
                + alarm.openedAt().atZone(Expectation.JAPAN).toLocalDateTime().withNano(0) + " " + subject + ": "
                + alarm.kind() + " " + alarm.kind().words(language) + " (" + alarm.detail() + ")" + LINE;
    }

    private static @Nullable String nameOf(String facility, Network network) {
        for (FacilityHealth health : network.facilities()) {
            if (health.facility().equals(facility)) {
                return health.name();
            }
        }
        return null;
    }

    private static String named(String facility, @Nullable String name) {
        return name == null ? facility : facility + " " + name;
    }

    private String words(String english, String japanese) {
        return language == Language.JA ? japanese : english;
    }
}
