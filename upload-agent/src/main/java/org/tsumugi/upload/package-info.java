/**
 * The sending application of a hospital (送信アプリケーション). {@link org.tsumugi.upload.UploadAgent} is its face: it follows storages, sends what
 * changed, once, in order, and only what may be sent, and reports what it did.
 */
@NullMarked
package org.tsumugi.upload;

import org.jspecify.annotations.NullMarked;
