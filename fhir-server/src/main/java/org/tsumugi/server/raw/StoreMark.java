package org.tsumugi.server.raw;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A blob that says which keys the store was written with, by their ids: first the one that names, then those that sealed. A server
 * with other keys is refused before it writes a second generation of everything.
 */
final class StoreMark {

    /** Is no content's: those are hexadecimal digits only. */
    static final String NAME = "store-mark";

    private static final String FIRST_LINE = "tsumugi raw store 1";

    private final BlobStore blobs;

    StoreMark(BlobStore blobs) {
        this.blobs = blobs;
    }

    boolean exists() throws IOException {
        return read().isPresent();
    }

    /** Fails where the mark of a store that was opened cannot be read any more. */
    void require() throws IOException {
        try (InputStream in = blobs.open(NAME)) {
            in.readNBytes(1);
        }
    }

    /**
     * Marks a new store; refuses the keys where they are not the store's.
     *
     * @param isExpected whether there should be contents in it already
     */
    void check(RawKeys keys, BooleanSupplier isExpected) throws IOException {
        Optional<List<String>> mark = read();
        if (mark.isEmpty()) {
            requireNothingExpected(isExpected);
            blobs.create(
                    List.of(blob(keys.naming().hexId(), Set.of(keys.writing().hexId()))));
            mark = read();
        }
        List<String> ids = mark.orElseThrow(() -> new IOException("the mark of the raw store cannot be read back"));
        String naming = ids.get(0);
        if (!naming.equals(keys.naming().hexId())) {
            throw new RawKeyException(
                    "The raw store was written with another key: its first key has the id " + naming
                            + ", the first key in the key file has "
                            + keys.naming().hexId()
                            + ". Put the right key file back.",
                    "原本ストアは別の鍵で書かれています。ストアの最初の鍵の ID は " + naming + "、鍵ファイルの最初の鍵の ID は "
                            + keys.naming().hexId() + " です。正しい鍵ファイルを戻してください。");
        }
        for (String id : ids.subList(1, ids.size())) {
            if (!keys.has(id)) {
                throw new RawKeyException(
                        "The key file lacks the key with the id " + id
                                + ", with which contents of the raw store are sealed. Add it again; it may go after"
                                + " 'raw reseal'.",
                        "鍵ファイルに、原本ストアの内容の暗号化に使われた ID " + id + " の鍵がありません。元に戻してください。" + "「raw reseal」の後であれば削除できます。");
            }
        }
        if (!ids.subList(1, ids.size()).contains(keys.writing().hexId())) {
            Set<String> sealing = new TreeSet<>(ids.subList(1, ids.size()));
            sealing.add(keys.writing().hexId());
            blobs.replace(blob(naming, sealing));
        }
    }

    /** Contents of the releases that did not encrypt lie in a store without a mark. */
    private void requireNothingExpected(BooleanSupplier isExpected) throws IOException {
        boolean[] empty = {true};
        blobs.list("", name -> empty[0] = false);
        if (empty[0] && isExpected.getAsBoolean()) {
            throw new RawStoreUnusableException(
                    "The raw store is empty, but the database names received contents. Is its volume mounted, and is"
                            + " tsumugi.raw.url right? If the contents are lost, restore a backup on a new home directory.",
                    "原本ストアが空ですが、データベースには受信済みの内容が記録されています。ボリュームがマウントされているか、"
                            + "tsumugi.raw.url が正しいかを確認してください。内容が失われた場合は、新しいホームディレクトリに"
                            + "バックアップを復元してください。");
        }
    }

    /** Everything is sealed with the key that seals now. */
    void onlyWritingKey(RawKeys keys) throws IOException {
        blobs.replace(blob(keys.naming().hexId(), Set.of(keys.writing().hexId())));
    }

    private static BlobStore.Blob blob(String naming, Set<String> sealing) {
        String text = FIRST_LINE + "\n" + naming + "\n" + String.join("\n", sealing) + "\n";
        return new BlobStore.Blob(NAME, text.getBytes(StandardCharsets.US_ASCII));
    }

    private Optional<List<String>> read() throws IOException {
        try (InputStream in = blobs.open(NAME)) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            boolean known = lines.size() >= 3
                    && lines.get(0).equals(FIRST_LINE)
                    && lines.stream().skip(1).allMatch(id -> id.matches("[0-9a-f]{8}"));
            if (!known) {
                throw new RawKeyException(
                        "The mark of the raw store (" + NAME + ") is not one that this release knows.",
                        "原本ストアの目印(" + NAME + ")は、このバージョンでは扱えません。");
            }
            return Optional.of(lines.subList(1, lines.size()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }
}
