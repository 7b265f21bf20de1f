package io.undercurrent.format.mapping;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Result;
import java.util.List;

/** Messages that are a row, or have one as the payload of Kafka Connect's JSON converter. */
final class PlainRows implements MappedFormat.Rows {

    private final FirstFault fault;
    private final JsonSlots cells;
    private final RowReader row;

    PlainRows(FirstFault fault, boolean wrapped, MappedFormat.Readers readers) {
        this.fault = fault;
        cells = new JsonSlots(fault);
        ConnectSchema schema = wrapped ? new ConnectSchema() : null;
        row = readers.row(cells, schema, JsonSlots::path);
        if (wrapped) {
            cells.unwrap(schema);
        }
    }

    @Override
    public List<Result> read(Message message) {
        if (message.value() == null || message.value().length == 0) {
            return List.of();
        }
        cells.read(message.value());
        row.read(fault.rejection());
        return List.of(row.result());
    }
}
