package org.tsumugi.server.mllp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A sender on a raw socket, that can do what no library would. */
public final class MllpSender implements AutoCloseable {

    static final Charset JIS = Charset.forName("ISO-2022-JP");

    private static final Pattern ANSWER = Pattern.compile("MSA\\|(A[AER])\\|([^|\r]*)\\|?([^|\r]*)");

    private final Socket socket;

    MllpSender(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
    }

    public static MllpSender to(int port) throws IOException {
        return new MllpSender(new Socket("127.0.0.1", port));
    }

    /** What MSA says. */
    public record Answer(String code, String controlId, String text) {}

    public MllpSender send(byte[] content) throws IOException {
        return write(framed(content));
    }

    MllpSender write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    static byte[] framed(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x0B);
        frame.writeBytes(content);
        frame.write(0x1C);
        frame.write(0x0D);
        return frame.toByteArray();
    }

    public Answer answer() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int one = in.read(); one != 0x1C; one = in.read()) {
            if (one < 0) {
                throw new IOException("the server closed the connection");
            }
            frame.write(one);
        }
        in.read();
        Matcher msa = ANSWER.matcher(frame.toString(JIS));
        if (!msa.find()) {
            throw new IOException("no MSA in the answer");
        }
        return new Answer(msa.group(1), msa.group(2), msa.group(3));
    }

    /** Whether nothing comes within a second. */
    boolean getsNothing() throws IOException {
        int patience = socket.getSoTimeout();
        socket.setSoTimeout(1000);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException nothing) {
            return true;
        } finally {
            socket.setSoTimeout(patience);
        }
    }

    /** Ends the connection without a word. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether the server has closed the connection. */
    boolean isAtEnd() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A message that the rule of the tests makes an ADT-00 of. */
    static byte[] patient(String patientId, String controlId, String time) {
        return ("MSH|^~\\&|HIS|病院|GW|GW|" + time + "||ADT^A08^ADT_A01|" + controlId
                        + "|P|2.5||||||~ISO IR87||ISO 2022-1994\r"
                        + "EVN||20240115093000\r"
                        + "PID|0001||" + patientId + "^^^^PI||山田^太郎^^^^^L^I~ヤマダ^タロウ^^^^^L^P||19700101|M\r"
                        + "PV1|0001|O\r")
                .getBytes(JIS);
    }
}
