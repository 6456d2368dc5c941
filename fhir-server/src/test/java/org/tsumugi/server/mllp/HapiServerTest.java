package org.tsumugi.server.mllp;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.app.HL7Service;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.protocol.ReceivingApplication;
import ca.uhn.hl7v2.util.idgenerator.InMemoryIDGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.tsumugi.server.testing.FreePorts;

/** Why the frames are read by our own code: docs/decisions/0013-own-mllp-framing.md. */
class HapiServerTest {

    private static final String MESSAGE = "\u000BMSH|^~\\&|HIS|H|GW|GW|20240115093000||ADT^A08^ADT_A01|%s|P|2.5\r"
            + "EVN||20240115093000\rPID|||0000012345\rPV1||O\r\u001C\r";

    /** The first message takes until the second is done. */
    private static final class SlowAtTheFirst implements ReceivingApplication<Message> {

        private final CountDownLatch secondIsDone = new CountDownLatch(1);

        @Override
        public Message processMessage(Message message, Map<String, Object> metadata) throws HL7Exception {
            try {
                if (message.encode().contains("|first|")) {
                    assertThat(secondIsDone.await(30, TimeUnit.SECONDS)).isTrue();
                }
                return message.generateACK();
            } catch (IOException e) {
                throw new HL7Exception(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HL7Exception(e);
            }
        }

        @Override
        public boolean canProcess(Message message) {
            return true;
        }
    }

    @Test
    void hapisServerShouldAnswerPipelinedMessagesOutOfOrder() throws Exception {
        SlowAtTheFirst application = new SlowAtTheFirst();
        try (HapiContext context = new DefaultHapiContext()) {
            int port = FreePorts.next();
            // the other kind keeps a file in the working directory
            context.getParserConfiguration().setIdGenerator(new InMemoryIDGenerator());
            HL7Service server = context.newServer(port, false);
            server.registerApplication(application);
            server.startAndWait();
            try (Socket sender = new Socket("127.0.0.1", port)) {
                sender.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
                OutputStream out = sender.getOutputStream();
                out.write(
                        (MESSAGE.formatted("first") + MESSAGE.formatted("second")).getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(nextAnswered(sender)).isEqualTo("second");
                application.secondIsDone.countDown();
                assertThat(nextAnswered(sender)).isEqualTo("first");
            } finally {
                server.stopAndWait();
            }
        }
    }

    private static String nextAnswered(Socket sender) throws IOException {
        StringBuilder frame = new StringBuilder();
        for (int one = sender.getInputStream().read();
                one != 0x1C;
                one = sender.getInputStream().read()) {
            frame.append((char) one);
        }
        Matcher answered = Pattern.compile("MSA\\|AA\\|(\\w+)").matcher(frame);
        assertThat(answered.find()).isTrue();
        return answered.group(1);
    }
}
