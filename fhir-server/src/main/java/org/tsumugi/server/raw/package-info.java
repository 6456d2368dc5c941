/**
 * The raw store: the bytes of every file exactly as they were received, named by their SHA-256. Everything else in the server can
 * be made again from here, so a file is acknowledged only when it is durable in this store. {@link
 * org.tsumugi.server.raw.SealedRawStore} compresses and encrypts; a {@code BlobStore} below it keeps named bytes, in a directory tree
 * or in object storage. {@link org.tsumugi.server.raw.BulkInputStream} is for whoever looks at bytes on their way here or from here.
 */
@NullMarked
package org.tsumugi.server.raw;

import org.jspecify.annotations.NullMarked;
