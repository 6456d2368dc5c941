/**
 * A sender of storages: walks a tree and sends it in tar batches until everything is acknowledged.
 * {@link org.tsumugi.testbed.upload.StorageUploader} is the entrance.
 */
@NullMarked
package org.tsumugi.testbed.upload;

import org.jspecify.annotations.NullMarked;
