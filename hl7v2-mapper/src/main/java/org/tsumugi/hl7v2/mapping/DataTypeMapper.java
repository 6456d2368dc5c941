package org.tsumugi.hl7v2.mapping;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;
import org.tsumugi.hl7v2.message.Message;
import org.tsumugi.hl7v2.storage.DataType;

/**
 * Maps the messages of one データ種別. It is not given files that are deleted (flag 0), undecodable or another patient's; the
 * Patient and the facility are contributed for it.
 */
public interface DataTypeMapper {

    /** The data type of the storage path. */
    DataType dataType();

    /** What MSH-9 may be for it, such as {@code PPR^ZD1}; anything else is reported, and mapped all the same. */
    Set<String> messageTypes();

    /**
     * Maps one message.
     *
     * @return the file's own resources ({@link org.tsumugi.hl7v2.GroupKind#FILE}), each made with
     *     {@link MappingContext#identify}; what it says about other groups goes to {@link MappingContext#contribute} or to the
     *     directory methods of the context
     */
    List<Resource> map(Message message, MappingContext context);
}
