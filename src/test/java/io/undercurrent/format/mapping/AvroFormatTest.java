package io.undercurrent.format.mapping;

import static io.undercurrent.series.Reading.RETRACTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.Message;
import io.undercurrent.format.ReadingFormat.Accepted;
import io.undercurrent.format.ReadingFormat.Refused;
import io.undercurrent.format.ReadingFormat.Result;
import io.undercurrent.format.fields.Part;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.series.Rejection.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages that Avro's own writer made, read with the schema of a file. */
class AvroFormatTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final LocalDate DATE = LocalDate.of(2025, 3, 18);

    static final String SHOP = """
            {"type":"record","name":"Sold","namespace":"shop","fields":[
              {"name":"note","type":["null",{"type":"map","values":{"type":"array","items":"long"}}],"default":null},
              {"name":"shop","type":{"type":"record","name":"Shop","fields":[
                {"name":"id","type":"string"},{"name":"kind","type":{"type":"enum","name":"Kind","symbols":["BIG","SMALL"]}}]}},
              {"name":"item","type":"int"},
              {"name":"day","type":{"type":"int","logicalType":"date"}},
              {"name":"amounts","type":{"type":"array","items":{"type":"record","name":"Amount","fields":[
                {"name":"price","type":{"type":"bytes","logicalType":"decimal","precision":9,"scale":2}}]}}},
              {"name":"promotion","type":["null","boolean","float"]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void findsFieldsByPointerThroughUnionsArraysAndDecimals() throws IOException {
        ReadingMapping mapping = mapping(
                SHOP, "key-field: /shop/id,/shop/kind,item", "date-field: day", "value: sales=/amounts/1/price");
        assertEquals(List.of(accepted("s17|SMALL|7", 318.5, 1)), read(mapping, shop(true)));
        assertEquals(List.of(accepted("s17|SMALL|7", 318.5, 0.5)), read(mapping, shop(0.5f)));
        assertEquals(List.of(accepted("s17|SMALL|7", 318.5, Double.NaN)), read(mapping, shop(null)));
        byte[] message = shop(true);
        assertReason(Reason.NOT_DECODABLE, mapping, Arrays.copyOf(message, message.length - 1));
        assertReason(Reason.NOT_DECODABLE, mapping, Arrays.copyOf(message, message.length + 1));
        assertReason(Reason.EMPTY_MESSAGE, mapping, new byte[0]);
        assertEquals(
                Optional.of(
                        "{\"note\":{\"a\":[1,2]},\"shop\":{\"id\":\"s17\",\"kind\":\"SMALL\"},\"item\":7,\"day\":20165,"
                                + "\"amounts\":[{\"price\":1.00},{\"price\":318.50}],\"promotion\":true}"),
                mapping.encoding().text().of(Part.VALUE, message, Map.of()));
    }

    static byte[] shop(Object promotion) throws IOException {
        Schema schema = new Schema.Parser().parse(SHOP);
        GenericRecord shop = new GenericData.Record(schema.getField("shop").schema());
        shop.put("id", "s17");
        shop.put(
                "kind",
                new GenericData.EnumSymbol(shop.getSchema().getField("kind").schema(), "SMALL"));
        Schema amount = schema.getField("amounts").schema().getElementType();
        List<GenericRecord> amounts = new ArrayList<>();
        for (String price : List.of("1.00", "318.50")) {
            GenericRecord one = new GenericData.Record(amount);
            one.put(
                    "price",
                    ByteBuffer.wrap(new BigDecimal(price).unscaledValue().toByteArray()));
            amounts.add(one);
        }
        GenericRecord sold = new GenericData.Record(schema);
        sold.put("note", Map.of("a", List.of(1L, 2L)));
        sold.put("shop", shop);
        sold.put("item", 7);
        sold.put("day", (int) DATE.toEpochDay());
        sold.put("amounts", amounts);
        sold.put("promotion", promotion);
        return bytes(sold);
    }

    /** The schema of Avro or that of Connect's converter says how days are written; --zone decides of which day a moment is. */
    @Test
    void readsDaysAsTheirTypesSay() throws IOException {
        String millis = "{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}";
        String micros = "[\"null\",{\"type\":\"long\",\"connect.name\":\"io.debezium.time.MicroTimestamp\"}]";
        long evening = DATE.toEpochDay() * 86_400_000 - 1800_000;
        assertEquals(
                List.of(accepted("a", 1, Double.NaN)), read(day(millis, "zone: Europe/Berlin"), row(millis, evening)));
        assertEquals(
                List.of(accepted("a", 1, Double.NaN)),
                read(day(micros, "zone: Europe/Berlin"), row(micros, 1000 * (evening + 86_400_000))));
        String clock = "{\"type\":\"long\",\"logicalType\":\"local-timestamp-millis\"}";
        assertEquals(
                List.of(accepted("a", 1, Double.NaN)),
                read(day(clock, "zone: Europe/Berlin"), row(clock, evening + 86_400_000)));
        assertEquals(
                List.of(accepted("a", 1, Double.NaN)), read(day("\"string\""), row("\"string\"", DATE.toString())));
        assertEquals(
                "date: expected a day of the calendar as YYYY-MM-DD, but got the number '3'",
                assertReason(Reason.DATE_NOT_TEXT, day("\"long\""), row("\"long\"", 3L)));
    }

    private ReadingMapping day(String type, String... settings) throws IOException {
        return mapping(rowSchema(type), settings);
    }

    private static String rowSchema(String dateType) {
        return "{\"type\":\"record\",\"name\":\"Row\",\"fields\":[{\"name\":\"key\",\"type\":\"string\"},"
                + "{\"name\":\"date\",\"type\":" + dateType + "},{\"name\":\"sales\",\"type\":\"double\"}]}";
    }

    private static byte[] row(String dateType, Object date) throws IOException {
        return bytes(rowOf(dateType, date));
    }

    private static GenericRecord rowOf(String dateType, Object date) {
        GenericRecord row = new GenericData.Record(new Schema.Parser().parse(rowSchema(dateType)));
        row.put("key", "a");
        row.put("date", date);
        row.put("sales", 1.0);
        return row;
    }

    /** Whoever renames a field leaves its old name as an alias, for those who read by it. */
    @Test
    void findsFieldsByTheNamesThatTheyHadBefore() throws IOException {
        String schema = "{\"type\":\"record\",\"name\":\"Row\",\"fields\":[{\"name\":\"key\",\"type\":\"string\"},"
                + "{\"name\":\"day\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"aliases\":[\"date\"]},"
                + "{\"name\":\"sold\",\"type\":{\"type\":\"record\",\"name\":\"Sold\",\"fields\":["
                + "{\"name\":\"pieces\",\"type\":\"double\",\"aliases\":[\"qty\"]},"
                + "{\"name\":\"flag\",\"type\":\"boolean\",\"aliases\":[\"pieces\",\"campaign\"]}]},\"aliases\":[\"amounts\"]}]}";
        GenericRecord row = new GenericData.Record(new Schema.Parser().parse(schema));
        GenericRecord sold =
                new GenericData.Record(row.getSchema().getField("sold").schema());
        sold.put("pieces", 3.0);
        sold.put("flag", true);
        row.put("key", "a");
        row.put("day", (int) DATE.toEpochDay());
        row.put("sold", sold);
        assertEquals(
                List.of(accepted("a", 3, 1)),
                read(mapping(schema, "value: sales=/amounts/qty,promotion=/amounts/campaign"), bytes(row)));
        assertEquals(
                List.of(accepted("a", 3, Double.NaN)),
                read(mapping(schema, "value: sales=/sold/pieces"), bytes(row)),
                "a name goes before an alias");
    }

    @Test
    void knowsTheSingleObjectEncodingByTheFingerprintOfItsSchema() throws IOException {
        GenericRecord row = rowOf("\"string\"", "2025-03-18");
        ByteBuffer marked = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), row.getSchema()).encode(row);
        byte[] bytes = new byte[marked.remaining()];
        marked.get(bytes);
        assertEquals(List.of(accepted("a", 1, Double.NaN)), read(day("\"string\""), bytes));
        assertReason(Reason.NOT_DECODABLE, day("[\"null\",\"string\"]"), bytes);
    }

    /** As Debezium's Avro has it: the same record before and after, either of them null. */
    @Test
    void readsChangesOfRows() throws IOException {
        String row = "{\"type\":\"record\",\"name\":\"Value\",\"fields\":[{\"name\":\"key\",\"type\":\"string\"},"
                + "{\"name\":\"date\",\"type\":{\"type\":\"int\",\"connect.name\":\"io.debezium.time.Date\"}},"
                + "{\"name\":\"sales\",\"type\":[\"null\",\"double\"]}]}";
        String schema =
                "{\"type\":\"record\",\"name\":\"Envelope\",\"fields\":[{\"name\":\"before\",\"type\":[\"null\"," + row
                        + "]},{\"name\":\"after\",\"type\":[\"null\",\"Value\"]},{\"name\":\"op\",\"type\":\"string\"}]}";
        ReadingMapping mapping = mapping(schema, "envelope: debezium");
        Schema parsed = new Schema.Parser().parse(schema);
        assertEquals(List.of(accepted("a", 5, Double.NaN)), read(mapping, change(parsed, "c", null, 5.0)));
        assertEquals(List.of(accepted("a", RETRACTED, Double.NaN)), read(mapping, change(parsed, "u", 5.0, null)));
        assertEquals(List.of(accepted("a", RETRACTED, RETRACTED)), read(mapping, change(parsed, "d", 5.0, null)));
    }

    private static byte[] change(Schema schema, String op, Double before, Double after) throws IOException {
        Schema row = schema.getField("before").schema().getTypes().get(1);
        GenericRecord change = new GenericData.Record(schema);
        change.put("op", op);
        change.put("before", op.equals("c") ? null : value(row, before));
        change.put("after", op.equals("d") ? null : value(row, after));
        return bytes(change);
    }

    private static GenericRecord value(Schema schema, Double sales) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("key", "a");
        row.put("date", (int) DATE.toEpochDay());
        row.put("sales", sales);
        return row;
    }

    /** A row that was there before its table had a replica identity has no image. */
    @Test
    void refusesADeleteWithoutARow() throws IOException {
        String schema =
                "{\"type\":\"record\",\"name\":\"Envelope\",\"fields\":[{\"name\":\"before\",\"type\":[\"null\","
                        + rowSchema("\"string\"") + "]},{\"name\":\"op\",\"type\":\"string\"}]}";
        GenericRecord change = new GenericData.Record(new Schema.Parser().parse(schema));
        change.put("op", "d");
        assertEquals(
                "before: expected the row as an object, but got 'null'",
                assertReason(Reason.NO_ENVELOPE, mapping(schema, "envelope: debezium"), bytes(change)));
    }

    @Test
    void whatIsInsideOfANullIsNull() throws IOException {
        String schema = "{\"type\":\"record\",\"name\":\"Row\",\"fields\":[{\"name\":\"key\",\"type\":\"string\"},"
                + "{\"name\":\"date\",\"type\":\"string\"},{\"name\":\"sold\",\"type\":[\"null\",{\"type\":\"record\","
                + "\"name\":\"Sold\",\"fields\":[{\"name\":\"qty\",\"type\":\"double\"}]}]}]}";
        GenericRecord row = new GenericData.Record(new Schema.Parser().parse(schema));
        row.put("key", "a");
        row.put("date", "2025-03-18");
        assertEquals(
                List.of(accepted("a", Double.NaN, Double.NaN)),
                read(mapping(schema, "value: sales=/sold/qty"), bytes(row)));
    }

    /** Keys of Oracle are decimals without digits after the point, and floats stand for the number that somebody wrote. */
    @Test
    void takesNumbersAsTheyWereWritten() throws IOException {
        String schema =
                "{\"type\":\"record\",\"name\":\"Row\",\"fields\":[{\"name\":\"key\",\"type\":{\"type\":\"bytes\","
                        + "\"logicalType\":\"decimal\",\"precision\":10,\"scale\":0}},{\"name\":\"date\",\"type\":\"string\"},"
                        + "{\"name\":\"sales\",\"type\":\"float\"}]}";
        GenericRecord row = new GenericData.Record(new Schema.Parser().parse(schema));
        row.put("key", ByteBuffer.wrap(BigInteger.valueOf(1700).toByteArray()));
        row.put("date", "2025-03-18");
        row.put("sales", 12.4f);
        assertEquals(List.of(accepted("1700", 12.4, Double.NaN)), read(mapping(schema), bytes(row)));
    }

    @Test
    void aUnionIsReadAsItsOnlyFormOfDays() throws IOException {
        String day = "{\"type\":\"int\",\"logicalType\":\"date\"}";
        String textOrDay = "[\"null\",\"string\"," + day + "]";
        assertEquals(
                List.of(accepted("a", 1, Double.NaN)), read(day(textOrDay), row(textOrDay, (int) DATE.toEpochDay())));
        // Of two forms, a day would be read as some milliseconds after 1970.
        String momentOrDay = "[{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}," + day + "]";
        assertReason(Reason.DATE_NOT_TEXT, day(momentOrDay), row(momentOrDay, (int) DATE.toEpochDay()));
    }

    /** What takes no bytes can be there in any number, and what is in itself in any depth. */
    @Test
    void bytesThatClaimMuchTakeLittle() throws IOException {
        String list =
                "{\"type\":\"record\",\"name\":\"Row\",\"fields\":[{\"name\":\"nothing\",\"type\":{\"type\":\"array\","
                        + "\"items\":\"null\"}},{\"name\":\"inner\",\"type\":[\"null\",\"Row\"]}]}";
        ReadingMapping mapping = mapping(list);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().binaryEncoder(many, null);
        for (int block = 0; block < 1000; block++) {
            out.writeLong(Integer.MAX_VALUE - 8);
        }
        out.flush();
        byte[] deep = new byte[1 << 20];
        for (int i = 1; i < deep.length; i += 2) {
            deep[i] = 2;
        }
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertReason(Reason.NOT_DECODABLE, mapping, many.toByteArray());
            assertReason(Reason.NOT_DECODABLE, mapping, deep);
        });
        assertEquals(Optional.empty(), mapping.encoding().text().of(Part.VALUE, deep, Map.of()));
        // A text of two gigabytes in six bytes
        assertReason(
                Reason.NOT_DECODABLE, day("\"string\""), new byte[] {(byte) 0xF0, (byte) 0xFF, (byte) 0xFF, 0xF, 'a', 0
                });
        // No UTF-8: two series could get one key
        assertReason(Reason.NOT_DECODABLE, day("\"string\""), new byte[] {2, (byte) 0xFF, 0});
    }

    ReadingMapping mapping(String schema, String... settings) throws IOException {
        return mapping(folder, schema, settings);
    }

    static ReadingMapping mapping(Path folder, String schema, String... settings) throws IOException {
        Path file = Files.writeString(folder.resolve("schema.avsc"), schema);
        List<String> all = new ArrayList<>(List.of(settings));
        all.add("schema-file: " + file);
        return Mappings.of(all.toArray(String[]::new));
    }

    private static byte[] bytes(GenericRecord record) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Accepted accepted(String key, double sales, double promotion) {
        return new Accepted(new Reading(key, (int) DATE.toEpochDay(), new double[] {sales, promotion}));
    }

    private static List<Result> read(ReadingMapping mapping, byte[] message) {
        return mapping.format(COLUMNS, List.of()).read(Message.of(message));
    }

    private static String assertReason(Reason reason, ReadingMapping mapping, byte[] message) {
        List<Result> results = read(mapping, message);
        Refused refused = assertInstanceOf(Refused.class, results.get(0));
        assertTrue(results.size() == 1);
        assertEquals(reason, refused.rejection().reason(), refused.rejection().detail());
        return refused.rejection().detail();
    }
}
