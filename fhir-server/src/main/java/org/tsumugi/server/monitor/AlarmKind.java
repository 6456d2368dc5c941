package org.tsumugi.server.monitor;

/** What operators are told of without asking. */
enum AlarmKind {
    /** Nothing has come from a facility for longer than it usually takes. */
    SILENT("no new file for longer than expected", "新しいファイルが想定より長く届いていません"),
    /** Far more files than usual were set aside in the last 24 hours. */
    QUARANTINE_RISING("far more files set aside than usual", "隔離されるファイルが普段より大幅に増えています"),
    /** A facility's senders had far more errors than usual on their last day. */
    SENDER_ERRORS_RISING("the sender had far more errors than usual", "送信アプリケーションのエラーが普段より大幅に増えています"),
    /** A sender says that something hinders it. */
    SENDER_TROUBLE("the sender reports trouble", "送信アプリケーションが障害を報告しています"),
    /** A sender that should report every few minutes does not. */
    SENDER_LOST("the sender has stopped reporting", "送信アプリケーションからの報告が途絶えています"),
    /** Files wait too long to be mapped. */
    LAGGING("received files wait too long to be mapped", "受信したファイルの変換待ちが長くなっています"),
    /** Little space is left where the server keeps its data. */
    DISK_LOW("little free space is left for the home directory or the raw store", "ホームディレクトリまたは原本ストアの空き容量が少なくなっています"),
    /** Files were mapped by an earlier mapper, or with other settings, than is in force now. */
    OUTDATED(
            "files were mapped by an earlier mapper or with other settings: see remap --outdated",
            "以前の変換規則や設定で変換されたファイルがあります(remap --outdated を参照)"),
    /** What facilities said of their patients waits too long to be taken up into the index of persons. */
    PERSONS_LAGGING("what hospitals say of patients waits too long to be matched to persons", "名寄せの待ちが長くなっています"),
    /** The last verification found something. */
    VERIFY_FAILED("the last verification was not clean", "直近の検証で異常が見つかりました");

    private final String english;
    private final String japanese;

    AlarmKind(String english, String japanese) {
        this.english = english;
        this.japanese = japanese;
    }

    String words(Language language) {
        return language == Language.JA ? japanese : english;
    }
}
