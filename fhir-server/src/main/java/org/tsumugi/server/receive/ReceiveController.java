package org.tsumugi.server.receive;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tsumugi.server.journal.Receipt;
import org.tsumugi.server.journal.StorageName;
import org.tsumugi.server.journal.StorageName.Area;
import org.tsumugi.server.journal.UnknownNameException;
import org.tsumugi.server.outcome.Failure;
import org.tsumugi.server.outcome.RefusedException;
import org.tsumugi.server.raw.RawStore;

/** {@code PUT /ssmix2/{facility}/{path}} takes one file, {@code POST /ssmix2/{facility}} a tar of files. */
@RestController
public final class ReceiveController {

    private final Intake intake;
    private final TarUpload upload;
    private final RequestGate gate;
    private final Bodies bodies;
    private final ByteBudget budget;
    private final ReceiveLimits limits;
    private final ReceiveMeter meter;

    /**
     * @param gate which all ways of sending share
     * @param budget the memory that the files may take until they are durable
     */
    public ReceiveController(
            Intake intake, RequestGate gate, ReceiveLimits limits, ByteBudget budget, ReceiveMeter meter) {
        this.intake = intake;
        this.budget = budget;
        this.gate = gate;
        this.bodies = new Bodies(gate::isCrowded);
        this.upload = new TarUpload(intake, bodies, limits, budget, meter);
        this.limits = limits;
        this.meter = meter;
        meter.memory(limits.memoryBytes(), budget::free);
    }

    /** One file: 201 when its bytes were not known under its name, 200 when they were. */
    @PutMapping("/ssmix2/{facility}/{*path}")
    ResponseEntity<Answer> put(@PathVariable String facility, @PathVariable String path, HttpServletRequest request) {
        try (RequestGate.Pass pass = gate.enter(facility)) {
            StorageName name = name(path.substring(1));
            Receipt receipt = isSmall(request) && name.area() != Area.TRANSACTION
                    ? keepSmall(facility, name, request)
                    : keep(facility, name, request);
            meter.received(receipt);
            Answer answer = Answer.of(null, receipt);
            return ResponseEntity.status(answer.status()).body(answer);
        }
    }

    private static boolean isSmall(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length >= 0 && length <= ReceiveLimits.SMALL_FILE && request.getHeader("Content-Encoding") == null;
    }

    private Receipt keepSmall(String facility, StorageName name, HttpServletRequest request) {
        try (ByteBudget.Share memory = budget.share()) {
            memory.await(request.getContentLengthLong());
            byte[] bytes = bodies.read(request, limits.fileBytes());
            return keep(facility, new Intake.Incoming(name, RawStore.Content.of(bytes)));
        }
    }

    /** Passes it on as it comes. A file of the transaction storage is many in one, and as large as they may be together. */
    private Receipt keep(String facility, StorageName name, HttpServletRequest request) {
        long limit = name.area() == Area.TRANSACTION ? limits.uploadBytes() : limits.fileBytes();
        try (ByteBudget.Share memory = budget.share();
                InputStream body = bodies.openLimitedUnpacked(request, limit)) {
            memory.await(ReceiveLimits.STREAM_BUFFER);
            return intake.keep(facility, name, new SentBytes(body));
        } catch (Bodies.TooLargeException e) {
            throw new RefusedException(Failure.TOO_LARGE);
        } catch (SentBytes.BrokenOffException | ZipException | EOFException e) {
            throw new RefusedException(Failure.BAD_REQUEST);
        } catch (IOException e) {
            throw StorageFailures.refusal(e);
        } catch (RuntimeException e) {
            throw StorageFailures.refusal(e);
        }
    }

    private Receipt keep(String facility, Intake.Incoming file) {
        try {
            return intake.keep(facility, List.of(file)).get(0);
        } catch (IOException e) {
            throw StorageFailures.refusal(e);
        } catch (RuntimeException e) {
            throw StorageFailures.refusal(e);
        }
    }

    private StorageName name(String path) {
        try {
            return StorageName.parse(path);
        } catch (UnknownNameException e) {
            meter.refused(Failure.NOT_A_STORAGE_NAME);
            throw new RefusedException(Failure.NOT_A_STORAGE_NAME);
        }
    }

    /** A tar of files, answered line by line. */
    @PostMapping("/ssmix2/{facility}")
    void post(@PathVariable String facility, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try (RequestGate.Pass pass = gate.enter(facility)) {
            upload.receive(facility, request, response);
        }
    }
}
