package io.undercurrent.format.mapping;

import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.Slots;
import java.util.List;
import java.util.function.Function;

/** Makes what the formats of envelopes read rows with. */
interface RowReaders {

    /**
     * A reader of rows.
     *
     * @param fields fills the cells
     * @param places of the fields of the row in messages
     */
    RowReader row(Slots cells, FieldReader fields, Function<String, List<String>> places);

    /**
     * A reader of the fields of messages.
     *
     * @param wrapped whether JSON may have Kafka Connect's schema around it
     */
    FieldReader fields(Slots cells, boolean wrapped);
}
