package io.undercurrent.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import org.junit.jupiter.api.Test;

class JsonRecordTest {

    private final JsonRecord json = new JsonRecord();

    @Test
    void eachObjectIsAMessageOfItsOwn() {
        assertEquals("{\"a\":1}", write("a"));
        assertEquals("{\"b\":1}", write("b"));
        String large = String.join("", Collections.nCopies(10_000, "é"));
        assertEquals("{\"" + large + "\":1}", write(large));
        assertEquals("{\"c\":1}", write("c"));
    }

    @Test
    void anObjectThatFailedIsNotInTheNext() {
        assertThrows(
                IllegalStateException.class,
                () -> json.write(generator -> {
                    generator.writeArrayFieldStart("never");
                    throw new IllegalStateException();
                }));
        assertEquals("{\"a\":1}", write("a"));
    }

    private String write(String field) {
        return new String(json.write(generator -> generator.writeNumberField(field, 1)), UTF_8);
    }
}
