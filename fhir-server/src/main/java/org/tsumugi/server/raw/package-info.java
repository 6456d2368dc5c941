/**
 * The raw store: the bytes of every file exactly as they were received, named by their SHA-256. Everything else in the server can
 * be made again from here, so a file is acknowledged only when it is durable in this store. {@link
 * org.tsumugi.server.raw.SealedRawStore} compresses and encrypts; a {@code BlobStore} below it keeps named bytes, in a directory tree
 * or in object storage.
 */
@NullMarked
package org.tsumugi.server.raw;

import org.jspecify.annotations.NullMarked;
