package io.undercurrent.format.mapping;

import io.undercurrent.format.DeletedMark;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Rejection;
import io.undercurrent.series.Rejection.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes readings of the rows of a file whose cells have types, and which somebody else fills in. */
public final class FileRow {

    private final RowReader row;

    private FileRow(RowReader row) {
        this.row = row;
    }

    /** Rows of long files: one reading each, with a column for each value. */
    public static FileRow of(ReadingMapping mapping, Columns columns, Slots cells, FieldTypes types) {
        KeyRule key = new KeyRule(false, mapping.fileKeyFields(), mapping.key().separator());
        return new FileRow(new RowReader(
                mapping,
                columns,
                List.of(),
                cells,
                () -> types,
                Slots::path,
                FieldsKey.of(key, cells, Slots::path, () -> types)));
    }

    /**
     * Rows of wide files, of which one column is looked at.
     *
     * @param columns the one value that all series have
     * @param series the name of the column, and the key of its readings
     */
    public static FileRow ofSeries(
            ReadingMapping mapping, Columns columns, Slots cells, FieldTypes types, String series) {
        ValueRules values = mapping.values();
        ValueRules ofColumn = new ValueRules(
                Map.of(columns.name(0), Slots.field(series)),
                values.factors(),
                values.decimals(),
                values.missing(),
                values.numbersAsText(),
                values.decimalComma());
        SeriesKey key = fault -> {
            JsonMessages.checkKey(series, "the heading of a column", fault);
            return series;
        };
        ReadingMapping wide =
                new ReadingMapping(mapping.encoding(), mapping.envelope(), mapping.key(), mapping.date(), ofColumn);
        return new FileRow(new RowReader(wide, columns, List.of(), cells, () -> types, Slots::path, key));
    }

    /** What the row is whose cells were filled in. One that was deleted takes the values of its day back. */
    public Result read() {
        row.read(null);
        return row.unclearDeletion()
                .map(content -> (Result) new Refused(
                        new Rejection(
                                Reason.DELETED,
                                DeletedMark.FIELD + ": expected true, false or null, but got " + content),
                        Optional.empty()))
                .orElseGet(row::result);
    }
}
