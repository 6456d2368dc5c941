package org.tsumugi.server.document;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Binary;
import org.jspecify.annotations.Nullable;
import org.tsumugi.server.raw.RawStore;

/**
 * Sends the bytes of a Binary straight from the raw store: as they are, or, when FHIR is asked for in so many words, as the
 * {@code data} of a resource. Neither is ever in memory as a whole.
 */
@Interceptor
public final class BinaryStreaming {

    private static final int BUFFER = 1 << 16;

    private final RawStore raw;

    public BinaryStreaming(RawStore raw) {
        this.raw = raw;
    }

    /** Returns false for a Binary, which is answered then. */
    @Hook(Pointcut.SERVER_OUTGOING_RESPONSE)
    public boolean stream(
            RequestDetails request, @Nullable IBaseResource resource, @Nullable HttpServletResponse response)
            throws IOException {
        if (response == null
                || !(resource instanceof Binary binary)
                || !(binary.getUserData(BinaryProvider.FILE) instanceof DocumentFile file)) {
            return true;
        }
        try (RawStore.Reading reading = raw.open(file.sha256())) {
            Optional<EncodingEnum> fhir = fhirAskedFor(request);
            headers(binary, fhir, response);
            if (fhir.isPresent()) {
                response.setContentType(fhir.get().getResourceContentTypeNonLegacy() + ";charset=UTF-8");
            } else {
                response.setContentType(binary.getContentType());
                response.setContentLengthLong(reading.size());
            }
            if (request.getRequestType() != RequestTypeEnum.HEAD) {
                OutputStream out = response.getOutputStream();
                if (fhir.isPresent()) {
                    resource(binary, fhir.get(), reading, out);
                } else {
                    copy(reading, out);
                }
                out.flush();
            }
        }
        return false;
    }

    /** A document is somebody else's content on our origin: nothing in it may run. */
    private static void headers(Binary binary, Optional<EncodingEnum> fhir, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setHeader("ETag", "W/\"" + binary.getMeta().getVersionId() + "\"");
        response.setHeader("Vary", "Accept");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (fhir.isEmpty()) {
            response.setHeader("Content-Disposition", "attachment");
            response.setHeader("X-Security-Context", binary.getSecurityContext().getReference());
        }
    }

    /** A browser that would take XML too does not ask for FHIR. */
    private static Optional<EncodingEnum> fhirAskedFor(RequestDetails request) {
        String[] format = request.getParameters().get("_format");
        if (format != null && format.length > 0) {
            return Optional.ofNullable(EncodingEnum.forContentType(format[0]))
                    .filter(encoding -> encoding == EncodingEnum.JSON || encoding == EncodingEnum.XML);
        }
        return request.getHeaders("Accept").stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(type -> type.replaceFirst(";.*", "").strip())
                .flatMap(type -> switch (type) {
                    case "application/fhir+json" -> Stream.of(EncodingEnum.JSON);
                    case "application/fhir+xml" -> Stream.of(EncodingEnum.XML);
                    default -> Stream.of();
                })
                .findFirst();
    }

    /** Ids and media types have no character that either form would escape. */
    private static void resource(Binary binary, EncodingEnum encoding, RawStore.Reading reading, OutputStream out)
            throws IOException {
        List<String> parts = encoding == EncodingEnum.JSON
                ? List.of(
                        "{\"resourceType\":\"Binary\",\"id\":\"",
                        "\",\"meta\":{\"versionId\":\"1\"},\"contentType\":\"",
                        "\",\"securityContext\":{\"reference\":\"",
                        "\"}",
                        ",\"data\":\"",
                        "\"",
                        "}")
                : List.of(
                        "<Binary xmlns=\"http://hl7.org/fhir\"><id value=\"",
                        "\"/><meta><versionId value=\"1\"/></meta><contentType value=\"",
                        "\"/><securityContext><reference value=\"",
                        "\"/></securityContext>",
                        "<data value=\"",
                        "\"/>",
                        "</Binary>");
        write(
                parts.get(0)
                        + binary.getIdElement().getIdPart()
                        + parts.get(1)
                        + binary.getContentType()
                        + parts.get(2)
                        + binary.getSecurityContext().getReference()
                        + parts.get(3),
                out);
        if (reading.size() > 0) { // nothing in FHIR may be empty
            write(parts.get(4), out);
            try (OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
                copy(reading, base64);
            }
            write(parts.get(5), out);
        }
        write(parts.get(6), out);
    }

    private static void write(String text, OutputStream out) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(RawStore.Reading reading, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = reading.bytes().read(buffer);
                read >= 0;
                read = reading.bytes().read(buffer)) {
            out.write(buffer, 0, read);
        }
    }

    /** The encoder's end is not the answer's. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
