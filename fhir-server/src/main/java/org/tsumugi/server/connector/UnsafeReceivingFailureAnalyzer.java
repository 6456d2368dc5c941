package org.tsumugi.server.connector;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in English and Japanese why the server did not start and what to do. */
public final class UnsafeReceivingFailureAnalyzer extends AbstractFailureAnalyzer<UnsafeReceivingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnsafeReceivingException cause) {
        return switch (cause.reason()) {
            case NO_CERTIFICATE ->
                new FailureAnalysis(
                        "Tsumugi receives over the network only with TLS, and tsumugi.receive.port is set without a"
                                + " certificate.\nネットワーク経由の受信には TLS が必要ですが、tsumugi.receive.port に証明書が指定されていません。",
                        "Set tsumugi.receive.ssl-bundle to the name of a bundle below spring.ssl.bundle (PEM files or a"
                                + " key store).\ntsumugi.receive.ssl-bundle に spring.ssl.bundle 以下のバンドル名(PEM ファイルまたは"
                                + "キーストア)を指定してください。",
                        cause);
            case DEMO_CLIENTS ->
                new FailureAnalysis(
                        "Demo clients, whose secrets everybody knows, are on: they are never served beyond loopback, and"
                                + " tsumugi.receive.address is not loopback.\n秘密が公知であるデモ用クライアントが有効なため、ループバック以外の"
                                + " tsumugi.receive.address では起動しません。",
                        "Switch tsumugi.demo and tsumugi.demo-clients off and register facilities with the command"
                                + " 'facility add'.\ntsumugi.demo と tsumugi.demo-clients を無効にし、facility add コマンドで医療機関を"
                                + "登録してください。",
                        cause);
        };
    }
}
