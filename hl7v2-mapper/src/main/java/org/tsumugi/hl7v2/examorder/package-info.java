/**
 * Orders of examinations: OMG-01 放射線, OMG-02 内視鏡, OMG-03 生理 (OMG^O19) → ServiceRequest, the parent and its children; and
 * how a message about an examination is read, which notices and results share with the orders they answer.
 */
@NullMarked
package org.tsumugi.hl7v2.examorder;

import org.jspecify.annotations.NullMarked;
