package io.undercurrent.format.mapping;

import static io.undercurrent.series.Reading.RETRACTED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.LongSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields inside of others that are null, lists, or the numbers of other programs. */
class InnerFieldsTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    private static List<Result> read(ReadingMapping mapping, String key, String message) {
        byte[] bytes = key == null ? null : key.getBytes(UTF_8);
        return mapping.format(COLUMNS, List.of()).read(new Message(bytes, message.getBytes(UTF_8), Map.of()));
    }

    private static Result reading(String key, double sales, double promotion) {
        return new Accepted(Reading.of(key, DATE, sales, promotion));
    }

    @Test
    void whatIsInsideOfANullIsNull() {
        ReadingMapping mapping = Mappings.of("value: sales=/sold/qty");
        String row = "{\"key\":\"a\",\"date\":\"2025-03-18\",\"sold\":%s}";
        assertEquals(List.of(reading("a", 5, Double.NaN)), read(mapping, null, row.formatted("{\"qty\":5}")));
        assertEquals(List.of(reading("a", Double.NaN, Double.NaN)), read(mapping, null, row.formatted("null")));
        assertEquals(
                Reason.NO_VALUES,
                assertInstanceOf(
                                Refused.class,
                                read(mapping, null, row.formatted("{}")).get(0))
                        .rejection()
                        .reason());
        ReadingMapping list = Mappings.of("value: sales=/sold/0/qty");
        assertEquals(List.of(reading("a", Double.NaN, Double.NaN)), read(list, null, row.formatted("[null]")));
    }

    @Test
    void aChangeToANullTakesBackWhatWasInside() {
        ReadingMapping mapping = Mappings.of("envelope: debezium", "value: sales=/sold/qty");
        String row = "{\"key\":\"a\",\"date\":\"2025-03-18\",\"promotion\":1,\"sold\":%s}";
        String change = "{\"before\":" + row.formatted("{\"qty\":5}") + ",\"after\":" + row.formatted("null")
                + ",\"op\":\"u\"}";
        assertEquals(List.of(reading("a", RETRACTED, 1)), read(mapping, null, change));
    }

    /** The fields of a row without an envelope may stand beside one that has the name of Connect's. */
    @Test
    void aPayloadThatIsNullLeavesWhatStandsBesideIt() {
        ReadingMapping mapping = Mappings.of("envelope: connect");
        String row = "{\"key\":\"a\",\"date\":\"2025-03-18\",\"sales\":5,\"payload\":null}";
        assertEquals(List.of(reading("a", 5, Double.NaN)), read(mapping, null, row));
    }

    @Test
    void connectsSchemaSaysWhatElementsAre() {
        String schema = "{\"type\":\"struct\",\"fields\":[{\"type\":\"string\",\"field\":\"key\"},"
                + "{\"type\":\"array\",\"items\":{\"type\":\"struct\",\"fields\":["
                + "{\"type\":\"int32\",\"name\":\"org.apache.kafka.connect.data.Date\",\"field\":\"day\"},"
                + "{\"type\":\"map\",\"keys\":{\"type\":\"string\"},\"values\":{\"type\":\"bytes\",\"name\":"
                + "\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"}},\"field\":\"by\"}]},"
                + "\"field\":\"rows\"}]}";
        String message = "{\"schema\":" + schema
                + ",\"payload\":{\"key\":\"a\",\"rows\":[{\"day\":20165,\"by\":{\"shop\":\"fGo=\"}}]}}";
        ReadingMapping mapping =
                Mappings.of("envelope: connect", "date-field: /rows/0/day", "value: sales=/rows/0/by/shop");
        assertEquals(List.of(reading("a", 318.5, Double.NaN)), read(mapping, null, message));
    }

    private static String decimal(int scale) {
        return "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"version\":1,"
                + "\"parameters\":{\"scale\":\"" + scale + "\"},\"field\":\"store\"}";
    }

    /** As Connect writes a key of Oracle that is a NUMBER(10): EQ== are the bytes of 17. */
    @Test
    void aKeyMayBeADecimalWithoutDigitsAfterThePoint() {
        ReadingMapping inRow = Mappings.of("envelope: connect", "key-field: store,item");
        String message = "{\"schema\":{\"type\":\"struct\",\"fields\":[%s]},\"payload\":{\"store\":\"EQ==\","
                + "\"item\":\"EQ==\",\"date\":\"2025-03-18\",\"sales\":5}}";
        assertEquals(List.of(reading("17|EQ==", 5, Double.NaN)), read(inRow, null, message.formatted(decimal(0))));
        assertEquals(
                "store: expected a text or a whole number, but got the decimal '0.17'",
                assertInstanceOf(
                                Refused.class,
                                read(inRow, null, message.formatted(decimal(2))).get(0))
                        .rejection()
                        .detail());
        String row = "{\"date\":\"2025-03-18\",\"sales\":5}";
        assertEquals(
                List.of(reading("17", 5, Double.NaN)),
                read(
                        Mappings.of("key-from: message-key", "key-field: store"),
                        "{\"schema\":{\"type\":\"struct\",\"fields\":[" + decimal(0)
                                + "]},\"payload\":{\"store\":\"EQ==\"}}",
                        row));
        assertEquals(
                List.of(reading("17", 5, Double.NaN)),
                read(
                        Mappings.of("key-from: message-key"),
                        "{\"schema\":" + decimal(0) + ",\"payload\":\"EQ==\"}",
                        row));
    }

    /** In JSON, which has no such numbers; a format that fails at one would fail at it again and again. */
    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+Infinity", "-INF", "+INF"})
    void numbersWithoutEndAreRefusedUnderAllTheirNames(String number) {
        String row = "{\"key\":\"a\",\"dt\":\"2025-03-18\",\"sales\":" + number + "}";
        Refused refused = assertInstanceOf(
                Refused.class, read(Mappings.of("date-field: dt"), null, row).get(0));
        assertEquals(Reason.NOT_FINITE, refused.rejection().reason());
    }

    /** By Kafka's serialiser of longs: 17 would be a text of seven zeros and another control character, and 200 none. */
    @ParameterizedTest
    @ValueSource(longs = {17, 200})
    void theBytesOfANumberAreNoTextOfAKey(long number) {
        byte[] key = new LongSerializer().serialize("sold", number);
        Message message = new Message(key, "{\"date\":\"2025-03-18\",\"sales\":5}".getBytes(UTF_8), Map.of());
        Result refused = Mappings.of("key-from: message-key")
                .format(COLUMNS, List.of())
                .read(message)
                .get(0);
        assertEquals(
                "message key: expected a text, but got 8 bytes with a zero among them, as serialisers of numbers write"
                        + " them",
                assertInstanceOf(Refused.class, refused).rejection().detail());
    }

    /** As Debezium writes a key of Oracle that is a NUMBER without precision. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"scale\":0,\"value\":\"BqQ=\"}", "{\"scale\":-2,\"value\":\"EQ==\"}"})
    void aKeyMayBeADecimalOfAnyScale(String key) {
        assertEquals(
                List.of(reading("1700", 5, Double.NaN)),
                read(
                        Mappings.of("key-field: store"),
                        null,
                        "{\"store\":" + key + ",\"date\":\"2025-03-18\",\"sales\":5}"));
    }
}
