package org.tsumugi.testbed.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run of trials is made with.
 *
 * @param server command line that starts the server, and with arguments behind it one of its commands
 * @param sender command line that starts the upload agent
 * @param watch whether the agent follows; else it is started again as long as there is something to send
 * @param atMost no further kill after this time
 * @param work directory for homes, storages, journals and logs
 */
public record Lines(List<String> server, List<String> sender, boolean watch, Duration atMost, Path work) {}
