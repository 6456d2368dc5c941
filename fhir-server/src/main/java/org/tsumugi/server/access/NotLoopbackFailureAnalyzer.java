package org.tsumugi.server.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in English and Japanese why the server did not start and what to do. */
public final class NotLoopbackFailureAnalyzer extends AbstractFailureAnalyzer<NotLoopbackException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NotLoopbackException cause) {
        StringBuilder why = new StringBuilder()
                .append("Tsumugi refuses to listen on ")
                .append(cause.getMessage())
                .append(
                        ": this version has no access control per person yet, so whoever can reach the port could read every")
                .append(" record. Only loopback addresses are allowed.\n")
                .append("Tsumugi は ")
                .append(cause.getMessage())
                .append(" では起動しません。この版にはまだ患者単位のアクセス制御がなく、ポートに到達できる人は全員の記録を")
                .append("読めてしまうためです。使えるのはループバックアドレスだけです。");
        if (cause.demoClients()) {
            why.append(
                            "\nDemo clients, whose secrets everybody knows, are on: they are never served beyond loopback.\n")
                    .append("秘密が公知であるデモ用クライアントが有効です。ループバックの外へは決して公開しません。");
        }
        String what = "Set " + cause.property() + "=127.0.0.1 (or ::1), or leave it at its default.\n"
                + cause.property() + "=127.0.0.1(または ::1)を指定するか、既定値のままにしてください。";
        return new FailureAnalysis(why.toString(), what, cause);
    }
}
