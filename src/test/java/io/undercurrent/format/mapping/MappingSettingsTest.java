package io.undercurrent.format.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingSettingsTest {

    @Test
    void withoutSettingsMessagesAreAsTheContractHasThem() {
        assertEquals(ReadingMapping.CONTRACT, new MappingSettings().mapping());
        assertTrue(new MappingSettings().mapping().isContract());
        assertTrue(Mappings.of("key-field: key", "date-field: date").isContract());
        assertEquals(FileForm.LONG_CSV, new MappingSettings().fileForm());
    }

    @Test
    void namesACharsetThatThereIsNot() {
        MappingSettings settings = new MappingSettings();
        settings.put(MappingSettings.CHARSET, List.of("Klingon"));
        assertEquals(
                "charset: expected the name of a charset such as UTF-8 or windows-1252, but got 'Klingon'",
                assertThrows(IllegalArgumentException.class, settings::fileForm).getMessage());
    }

    /** It goes to the machines of a cluster with the operator that reads messages. */
    @Test
    void canBeSent() throws Exception {
        ReadingMapping mapping = Mappings.of(
                "key-field: a,b", "value: sales=qty", "missing: -1", "zone: Europe/Berlin", "date-form: epoch-s");
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            out.writeObject(mapping);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
                    envelope: avro      > envelope: expected one of [none, connect, debezium, cloudevents], but got 'avro'
                    key-from: value     > key-from: expected message or message-key, but got 'value'
                    zone: Mars          > zone: expected a time zone such as UTC, +01:00 or Europe/Berlin, but got 'Mars'
                    value: sales        > value: expected the name of a value, = and what is said of it, but got 'sales'
                    value: a=b,a=c      > value: expected each value once, but 'a' is listed again
                    multiply: a=x       > multiply: expected a number, but got 'x'
                    multiply: a=0       > multiply: expected a number other than 0 for a, but got 0.0
                    decimal: a=-1       > decimal: expected 0 to 1000 digits for a, but got -1
                    date-field: a,b     > date-field: expected one text, but got [a, b]
                    """)
    void namesWhatIsWrong(String setting, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Mappings.of(setting))
                        .getMessage());
    }

    @Test
    void refusesWhatIsNoSetting() {
        String unknown = assertThrows(IllegalArgumentException.class, () -> Mappings.of("keyfield: a"))
                .getMessage();
        assertTrue(
                unknown.startsWith("expected one of [charset, date-field, ") && unknown.endsWith("but got 'keyfield'"),
                unknown);
        String form = assertThrows(IllegalArgumentException.class, () -> Mappings.of("date-form: bogus"))
                .getMessage();
        assertTrue(form.startsWith("date-form: expected iso-date, iso-time, epoch-days,"), form);
        assertThrows(
                IllegalArgumentException.class,
                () -> Mappings.settings("delimiter: ::").fileForm());
    }
}
