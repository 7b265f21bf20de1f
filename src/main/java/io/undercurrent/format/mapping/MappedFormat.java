package io.undercurrent.format.mapping;

import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.FirstFault;
import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Messages that a {@link ReadingMapping} describes. */
final class MappedFormat implements ReadingFormat, RowReaders {

    private final FirstFault fault = new FirstFault();
    private final ReadingMapping mapping;
    private final Columns columns;
    private final List<String> others;
    private final FieldReaders encodings;
    /** Null where the key of the series stands in the row. */
    private final MessageKey messageKey;

    private final Rows rows;

    /** Reads the rows inside of an envelope. */
    interface Rows {
        /** The results of a message that has a value, or those of a tombstone that means something here; none otherwise. */
        List<Result> read(Message message);
    }

    /**
     * @param news hears when readings have to wait for a registry
     */
    MappedFormat(ReadingMapping mapping, Columns columns, List<String> others, RegistryNews news) {
        this.mapping = mapping;
        this.columns = columns;
        this.others = List.copyOf(others);
        for (String other : others) {
            if (columns.names().contains(other)) {
                throw new IllegalArgumentException(
                        "other columns: expected none of " + columns.names() + ", but got " + other);
            }
        }
        for (String name : mapping.values().fields().keySet()) {
            // Files and topics have values that not every job wants, so that any name may be mapped.
            Columns.ofTargets(name);
        }
        encodings = mapping.encoding().readers(news);
        messageKey = mapping.key().fromMessageKey() ? new MessageKey(mapping, encodings) : null;
        rows = switch (mapping.envelope()) {
            case NONE, CONNECT -> new PlainRows(fault, mapping.envelope() == Envelope.CONNECT, this);
            case DEBEZIUM -> new ChangeEvents(fault, this);
            case CLOUDEVENTS -> new CloudEvents(fault, fieldsOfAttributes(), this);
        };
    }

    @Override
    public RowReader row(Slots cells, FieldReader fields, Function<String, List<String>> places) {
        return new RowReader(mapping, columns, others, cells, fields::types, places, messageKey);
    }

    @Override
    public FieldReader fields(Slots cells, boolean wrapped) {
        return encodings.reader(cells, fault, Part.VALUE, wrapped);
    }

    private List<String> fieldsOfAttributes() {
        List<String> fields = new ArrayList<>(mapping.key().fields());
        fields.add(mapping.date().field());
        columns.names().forEach(name -> fields.add(mapping.values().field(name)));
        return fields.stream().filter(CloudEvents::isAttribute).toList();
    }

    @Override
    public List<Result> read(Message message) {
        fault.clear();
        if (messageKey != null) {
            messageKey.take(message);
        }
        List<Result> results = rows.read(message);
        return results.isEmpty() ? List.of(tombstone()) : results;
    }

    /** A message without a value takes back what was read, where its key says of which day. */
    private Result tombstone() {
        FirstFault ofKey = new FirstFault();
        String key = messageKey == null ? null : messageKey.read(ofKey);
        int day = key == null ? CalendarDay.NONE : messageKey.day();
        if (day == CalendarDay.NONE || ofKey.rejection() != null) {
            Rejection empty =
                    new Rejection(Reason.EMPTY_MESSAGE, "message: expected a JSON object, but there are no bytes");
            return new Refused(empty, Optional.empty());
        }
        double[] none = new double[columns.count()];
        Arrays.fill(none, Reading.RETRACTED);
        return new Accepted(new Reading(key, day, none));
    }
}
