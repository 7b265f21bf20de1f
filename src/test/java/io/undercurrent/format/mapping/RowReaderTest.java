package io.undercurrent.format.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.FirstFault;
import io.undercurrent.format.fields.FieldReader;
import io.undercurrent.format.fields.FieldReaders;
import io.undercurrent.format.fields.FieldTypes;
import io.undercurrent.format.fields.Part;
import io.undercurrent.format.fields.Slots;
import io.undercurrent.series.Columns;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    private static final String MESSAGE = "{\"schema\":{\"fields\":[{\"field\":\"date\",\"type\":\"%s\"}]},"
            + "\"payload\":{\"key\":\"a\",\"date\":\"2025-03-18\",\"sales\":1}}";

    /** A schema may be as long as a message, and each message may have another one. */
    @Test
    void keepsNoSchemaOfMessagesBefore() throws InterruptedException {
        ReadingMapping mapping = Mappings.of("envelope: connect");
        Slots cells = new Slots();
        FieldReader fields = FieldReaders.JSON.reader(cells, new FirstFault(), Part.VALUE, true);
        RowReader row =
                new RowReader(mapping, Columns.ofTargets("sales"), List.of(), cells, fields::types, Slots::path, null);
        WeakReference<FieldTypes> first = read(fields, row, "string");
        read(fields, row, "int32");
        for (int attempt = 0; first.get() != null && attempt < 50; attempt++) {
            System.gc();
            Thread.sleep(100);
        }
        assertNull(first.get());
    }

    private static WeakReference<FieldTypes> read(FieldReader fields, RowReader row, String type) {
        assertTrue(fields.read(MESSAGE.formatted(type).getBytes(UTF_8), Map.of()));
        row.read(null);
        return new WeakReference<>(fields.types());
    }
}
