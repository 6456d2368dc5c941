package org.tsumugi.server.demo;

import java.io.PrintStream;
import java.net.URI;
import java.util.List;

/** Prints lines whose answers are right there. */
final class WhatToTry {

    private final URI server;
    private final PrintStream out;

    WhatToTry(URI server, PrintStream out) {
        this.server = server;
        this.out = out;
    }

    void print() {
        List<Example> examples =
                new ExampleFinder(server).find().map(Example::of).orElse(List.of());
        StringBuilder text = new StringBuilder("\n────────────────────────────────────────\n")
                .append("Tsumugi の準備ができました。この計算機からお試しください(データはすべて架空です)。\n")
                .append("Tsumugi is ready. Try these on this machine (all data are fictitious).\n\n");
        for (Example example : examples) {
            text.append("# ")
                    .append(example.japanese())
                    .append(" / ")
                    .append(example.english())
                    .append('\n')
                    .append(example.curl(server))
                    .append("\n\n");
        }
        text.append("取り込み状況と API / What is loaded, and the API:  ")
                .append(server.resolve("/"))
                .append("\n終了 / Stop: Ctrl-C\n────────────────────────────────────────");
        out.println(text);
        out.flush();
    }
}
