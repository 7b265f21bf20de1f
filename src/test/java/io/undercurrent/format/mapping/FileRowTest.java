package io.undercurrent.format.mapping;

import static io.undercurrent.series.Reading.RETRACTED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonToken;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FileRowTest {

    private final Slots cells = new Slots();
    private final FileRow row = FileRow.of(ReadingMapping.CONTRACT, Columns.ofTargets("sales"), cells, FieldTypes.NONE);

    @Test
    void aDeletedRowTakesBackTheValuesOfItsDay() {
        Accepted kept = new Accepted(Reading.of("a", LocalDate.of(2025, 3, 18), 318));
        Accepted deleted = new Accepted(Reading.of("a", LocalDate.of(2025, 3, 18), RETRACTED));
        assertEquals(deleted, read(JsonToken.VALUE_TRUE, "true"));
        assertEquals(kept, read(JsonToken.VALUE_FALSE, "false"));
        assertEquals(kept, read(JsonToken.VALUE_NULL, null));
        for (String text : List.of("true", "True")) {
            assertEquals(deleted, read(JsonToken.VALUE_STRING, text));
        }
        for (String text : List.of("", "false")) {
            assertEquals(kept, read(JsonToken.VALUE_STRING, text));
        }
        assertEquals(
                "__deleted: expected true, false or null, but got the number '1'",
                ((Refused) read(JsonToken.VALUE_NUMBER_INT, 1)).rejection().detail());
        assertEquals(
                "__deleted: expected true, false or null, but got the text 't'",
                ((Refused) read(JsonToken.VALUE_STRING, "t")).rejection().detail());
    }

    private Result read(JsonToken deletedToken, Object deleted) {
        put("key", "a");
        put("date", "2025-03-18");
        cells.put(slot("sales"), JsonToken.VALUE_NUMBER_INT, 318);
        cells.put(slot("__deleted"), deletedToken, deleted);
        return row.read();
    }

    private void put(String field, String text) {
        cells.put(slot(field), JsonToken.VALUE_STRING, text);
    }

    private int slot(String field) {
        return cells.root().inside(field).slot();
    }
}
