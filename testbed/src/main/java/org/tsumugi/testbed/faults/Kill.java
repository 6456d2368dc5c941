package org.tsumugi.testbed.faults;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tsumugi.testbed.draw.Dice;

/** What a trial breaks: processes get SIGKILL, the line between sender and server is cut in the middle of a body. */
public enum Kill {
    SERVER(5, true, false, false, false, false),
    SENDER(4, false, true, false, false, false),
    DATABASE(4, false, false, true, false, false),
    SEARCH(4, false, false, false, false, true),
    LINE(3, false, false, false, true, false),
    SERVER_AND_SENDER(1, true, true, false, false, false),
    SERVER_AND_DATABASE(1, true, false, true, false, false),
    DATABASE_AND_SEARCH(1, false, false, true, false, true),
    SENDER_AND_DATABASE(1, false, true, true, false, false),
    EVERYTHING(1, true, true, true, true, true);

    private static final List<Kill> WEIGHTED = Arrays.stream(values())
            .flatMap(kill -> Stream.generate(() -> kill).limit(kill.weight))
            .toList();

    private final int weight;
    private final boolean server;
    private final boolean sender;
    private final boolean database;
    private final boolean line;
    private final boolean search;

    Kill(int weight, boolean server, boolean sender, boolean database, boolean line, boolean search) {
        this.weight = weight;
        this.server = server;
        this.sender = sender;
        this.database = database;
        this.line = line;
        this.search = search;
    }

    /** So many, by chance. */
    static List<Kill> draw(int trials, Dice dice) {
        return Stream.generate(() -> dice.pick(WEIGHTED)).limit(trials).toList();
    }

    boolean isOfServer() {
        return server;
    }

    boolean isOfSender() {
        return sender;
    }

    boolean isOfDatabase() {
        return database;
    }

    boolean isOfLine() {
        return line;
    }

    boolean isOfSearch() {
        return search;
    }
}
