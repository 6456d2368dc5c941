package org.tsumugi.hl7v2.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileKindTest {

    @ParameterizedTest
    @CsvSource({
        "main_document.hl7, MSH|^~\\&|, x-application/hl7-v2+er7",
        "main_document.xml, <?xml version='1.0'?><a/>, text/xml",
        "no-extension, <?xml version='1.0'?><a/>, text/xml",
        "scan.jpg, %PDF-1.7, application/pdf",
        "a.PDF, %PDF-1.4, application/pdf",
        "a.png, '\u0089PNG\r\n\u001A\n', image/png",
        "a.dat, '\u00FF\u00D8\u00FF\u00E0', image/jpeg",
        "a, 'II*\0', image/tiff",
        "style.css, body{}, text/css",
        "notes.txt, anything, text/plain",
        "a.svg, <?xml version='1.0'?><svg/>, image/svg+xml",
        "a.unheard, anything, application/octet-stream"
    })
    void ofShouldTrustTheBytesBeforeTheExtension(String file, String content, String contentType) {
        assertThat(FileKind.of(file, content.getBytes(StandardCharsets.ISO_8859_1))
                        .contentType())
                .isEqualTo(contentType);
    }

    @org.junit.jupiter.api.Test
    void ofShouldKnowDicomBehindItsPreamble() {
        byte[] dicom = new byte[200];
        System.arraycopy("DICM".getBytes(StandardCharsets.US_ASCII), 0, dicom, 128, 4);
        assertThat(FileKind.of("IM0001", dicom).contentType()).isEqualTo("application/dicom");
        assertThat(FileKind.of("IM0001", new byte[10]).contentType()).isEqualTo("application/octet-stream");
    }
}
