package org.tsumugi.testbed.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** One way of damaging a message. Each gives the same bytes for the same random numbers. */
enum Mutation {
    TRUNCATE {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        }
    },
    FLIP_A_BYTE {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            return damaged;
        }
    },
    FLIP_A_DELIMITER {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            byte[] damaged = bytes.clone();
            for (int i = 1 + random.nextInt(5); i > 0; i--) {
                damaged[random.nextInt(damaged.length)] = DELIMITERS[random.nextInt(DELIMITERS.length)];
            }
            return damaged;
        }
    },
    CUT_A_RANGE {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(60));
            byte[] damaged = new byte[bytes.length - (to - from)];
            System.arraycopy(bytes, 0, damaged, 0, from);
            System.arraycopy(bytes, to, damaged, from, bytes.length - to);
            return damaged;
        }
    },
    DROP_A_SEGMENT {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            List<byte[]> segments = segments(bytes);
            segments.remove(random.nextInt(segments.size()));
            return joined(segments, CR);
        }
    },
    DOUBLE_A_SEGMENT {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            List<byte[]> segments = segments(bytes);
            segments.add(random.nextInt(segments.size() + 1), segments.get(random.nextInt(segments.size())));
            return joined(segments, CR);
        }
    },
    SWAP_SEGMENTS {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            List<byte[]> segments = segments(bytes);
            Collections.swap(segments, random.nextInt(segments.size()), random.nextInt(segments.size()));
            return joined(segments, CR);
        }
    },
    SHUFFLE_BEHIND_THE_HEADER {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            List<byte[]> segments = segments(bytes);
            Collections.shuffle(segments.subList(1, segments.size()), random);
            return joined(segments, CR);
        }
    },
    OTHER_LINE_ENDS {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            return joined(segments(bytes), random.nextBoolean() ? new byte[] {'\r', '\n'} : new byte[] {'\n'});
        }
    },
    OTHER_CHARSET {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            String text = new String(bytes, Charset.forName("x-windows-iso2022jp"));
            String[] charsets = {"UTF-8", "Shift_JIS", "EUC-JP", "UTF-16"};
            return text.getBytes(Charset.forName(charsets[random.nextInt(charsets.length)]));
        }
    },
    BINARY_INSIDE {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            byte[] binary = new byte[1 + random.nextInt(200)];
            random.nextBytes(binary);
            int at = random.nextInt(bytes.length + 1);
            ByteArrayOutputStream damaged = new ByteArrayOutputStream();
            damaged.write(bytes, 0, at);
            damaged.writeBytes(binary);
            damaged.write(bytes, at, bytes.length - at);
            return damaged.toByteArray();
        }
    },
    LONG_FIELD {
        @Override
        byte[] damage(byte[] bytes, Random random) {
            byte[] filling = new byte[1 << (8 + random.nextInt(9))];
            Arrays.fill(filling, DELIMITERS[random.nextInt(DELIMITERS.length)]);
            int at = random.nextInt(bytes.length + 1);
            ByteArrayOutputStream damaged = new ByteArrayOutputStream();
            damaged.write(bytes, 0, at);
            damaged.writeBytes(filling);
            damaged.write(bytes, at, bytes.length - at);
            return damaged.toByteArray();
        }
    };

    private static final byte[] DELIMITERS = "|^~&\\\r\n\"\u001b$B(J".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CR = {'\r'};

    /** The damaged bytes; the message has at least one byte. */
    abstract byte[] damage(byte[] bytes, Random random);

    private static List<byte[]> segments(byte[] bytes) {
        List<byte[]> segments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == '\r') {
                segments.add(Arrays.copyOfRange(bytes, from, i));
                from = i + 1;
            }
        }
        return segments;
    }

    private static byte[] joined(List<byte[]> segments, byte[] end) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        for (byte[] segment : segments) {
            message.writeBytes(segment);
            message.writeBytes(end);
        }
        return message.toByteArray();
    }
}
