package io.undercurrent.format.csv;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.undercurrent.format.CalendarDay;
import io.undercurrent.format.DeletedMark;
import io.undercurrent.format.JsonMessages;
import io.undercurrent.format.Quotation;
import io.undercurrent.format.Utf8;
import io.undercurrent.format.fields.DateReader;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.mapping.ValueRules;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the cells of a row say, by a mapping; what they do not say names file, line and column. */
final class Cells {

    /** What files have where there is no value. */
    private static final Pattern MARK = Pattern.compile("[A-Za-z/.-]{1,10}");

    /** A day that is written as it should be and does not exist, such as 2025-02-29, needs no other form. */
    private static final Pattern ISO_LIKE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private static final String HINT = "; --date-form says how days are written";

    private final CsvRows rows;
    private final ValueRules rules;
    private final DateReader dates;
    private final int dateField;
    /** -1 where the file has no such column. */
    private final int deletedField;
    /** The contract takes numbers and days as they are, without blanks around them. */
    private final boolean strict;

    Cells(CsvRows rows, ReadingMapping mapping) {
        this.rows = rows;
        rules = mapping.values();
        dates = mapping.date().reader(Optional.empty());
        dateField = rows.find(mapping.date().field());
        deletedField = rows.header().contains(DeletedMark.FIELD) ? rows.find(DeletedMark.FIELD) : -1;
        strict = mapping.isContract();
    }

    /** Whether a field says that rows were deleted, and nothing else. */
    boolean isOfDeletions(int field) {
        return field == deletedField;
    }

    /** Whether the row says of itself that it was deleted. */
    boolean isDeleted(CsvRecord row) {
        if (deletedField < 0) {
            return false;
        }
        String cell = row.getField(deletedField).strip();
        if (!DeletedMark.isTrue(cell) && !DeletedMark.isFalse(cell)) {
            throw wrong(row, deletedField, "true, false or an empty cell");
        }
        return DeletedMark.isTrue(cell);
    }

    private String text(CsvRecord row, int field) {
        String text = row.getField(field);
        return strict ? text : text.strip();
    }

    int day(CsvRecord row) {
        String text = text(row, dateField);
        int day = dates.day(text);
        if (day == CalendarDay.NONE) {
            IllegalArgumentException wrong = wrong(row, dateField, dates.expected());
            throw ISO_LIKE.matcher(text).matches() ? wrong : new IllegalArgumentException(wrong.getMessage() + HINT);
        }
        return day;
    }

    /** A part of a key, or the whole of it. */
    String key(CsvRecord row, int field) {
        String key = row.getField(field);
        int bytes = Utf8.length(key);
        if (bytes < 1 || bytes > JsonMessages.MAX_KEY_BYTES) {
            throw wrong(row, field, "a name of 1 to " + JsonMessages.MAX_KEY_BYTES + " bytes");
        }
        return key;
    }

    /** The value of this name, NaN where the cell is empty. */
    double value(CsvRecord row, int field, String name) {
        String cell = text(row, field);
        if (cell.isBlank() || rules.isMissing(cell)) {
            return Double.NaN;
        }
        double value = rules.number(cell);
        if (rules.isMissing(value)) {
            return Double.NaN;
        }
        double scaled = rules.scaled(name, value);
        if (!Float.isFinite((float) scaled)) {
            String point = rules.decimalComma()
                    ? " with a decimal comma"
                    : cell.indexOf(',') < 0 ? "" : " with a decimal point";
            IllegalArgumentException wrong = wrong(row, field, "a finite number" + point + " or an empty cell");
            throw MARK.matcher(cell).matches()
                    ? new IllegalArgumentException(
                            wrong.getMessage() + "; --missing=" + cell + " takes it for an empty cell")
                    : wrong;
        }
        return scaled + 0.0;
    }

    IllegalArgumentException wrong(CsvRecord row, int field, String expected) {
        return new IllegalArgumentException(rows.file() + ", line " + row.getStartingLineNumber() + ", column "
                + rows.header().get(field) + ": expected " + expected + ", but got "
                + Quotation.of(row.getField(field)));
    }
}
