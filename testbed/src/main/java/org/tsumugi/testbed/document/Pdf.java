package org.tsumugi.testbed.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.tsumugi.testbed.draw.Digits;

/** The smallest PDF that shows lines of Japanese text on one page; the font is one that every reader brings along. */
final class Pdf {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int LINE_HEIGHT = 24;

    private Pdf() {}

    static byte[] of(List<String> lines) {
        List<String> objects = new ArrayList<>();
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>");
        String content = content(lines);
        objects.add("<< /Length " + content.length() + " >>\nstream\n" + content + "\nendstream");
        objects.add("<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H"
                + " /DescendantFonts [6 0 R] >>");
        objects.add("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3"
                + " /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 7 0 R >>");
        objects.add("<< /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 6 /FontBBox [-123 -257 1001 910]"
                + " /ItalicAngle 0 /Ascent 709 /Descent -241 /CapHeight 709 /StemV 69 >>");
        return file(objects);
    }

    private static String content(List<String> lines) {
        StringBuilder content = new StringBuilder("BT /F1 12 Tf 50 780 Td");
        for (String line : lines) {
            content.append(" <")
                    .append(HEX.formatHex(line.getBytes(StandardCharsets.UTF_16BE)))
                    .append("> Tj 0 -")
                    .append(LINE_HEIGHT)
                    .append(" Td");
        }
        return content.append(" ET").toString();
    }

    /** Objects, then the table of their offsets, then where that table begins. */
    private static byte[] file(List<String> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "%PDF-1.4\n");
        StringBuilder offsets = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            offsets.append(Digits.pad(out.size(), 10)).append(" 00000 n \n");
            write(out, (i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n");
        }
        int table = out.size();
        int count = objects.size() + 1;
        write(out, "xref\n0 " + count + "\n" + offsets);
        write(out, "trailer\n<< /Size " + count + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
