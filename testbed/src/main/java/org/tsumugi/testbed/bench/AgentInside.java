package org.tsumugi.testbed.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.tsumugi.testbed.TemporaryJournal;
import org.tsumugi.upload.AgentListener;
import org.tsumugi.upload.AgentSettings;
import org.tsumugi.upload.UploadAgent;

/** The agent's own code within this process. */
final class AgentInside implements Sender {

    private final URI server;
    private final int connections;

    AgentInside(URI server, int connections) {
        this.server = server;
        this.connections = connections;
    }

    @Override
    public long send(String facility, Path storage, long files) throws IOException, InterruptedException {
        try (TemporaryJournal journal = TemporaryJournal.make()) {
            AgentSettings settings = AgentSettings.demo(server, facility, storage, journal.directory());
            try (UploadAgent agent =
                    UploadAgent.open(settings.with(settings.pace().withConnections(connections)))) {
                return agent.runOnce(AgentListener.NONE).acknowledged();
            }
        }
    }
}
