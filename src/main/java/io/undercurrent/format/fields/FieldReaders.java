package io.undercurrent.format.fields;

import io.undercurrent.format.FirstFault;

/** Makes the readers of one encoding. */
public interface FieldReaders {

    /** Of JSON texts. */
    FieldReaders JSON = (slots, fault, part, wrapped) -> new JsonFieldReader(slots, fault, wrapped);

    /**
     * @param slots receive the fields; all are chosen before the first message
     * @param fault receives what is wrong with messages
     * @param wrapped whether JSON may have Kafka Connect's schema around it
     */
    FieldReader reader(Slots slots, FirstFault fault, Part part, boolean wrapped);
}
