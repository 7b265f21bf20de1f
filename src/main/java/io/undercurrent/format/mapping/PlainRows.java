package io.undercurrent.format.mapping;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.Slots;
import java.util.List;

/** Messages that are a row, or have one as the payload of Kafka Connect's JSON converter. */
final class PlainRows implements MappedFormat.Rows {

    private final FirstFault fault;
    private final FieldReader fields;
    private final RowReader row;

    PlainRows(FirstFault fault, boolean wrapped, RowReaders readers) {
        this.fault = fault;
        Slots cells = new Slots();
        fields = readers.fields(cells, wrapped);
        row = readers.row(cells, fields, Slots::path);
    }

    @Override
    public List<Result> read(Message message) {
        if (message.value() == null || message.value().length == 0) {
            return List.of();
        }
        fields.read(message.value(), message.headers());
        row.read(fault.rejection());
        return List.of(row.result());
    }
}
