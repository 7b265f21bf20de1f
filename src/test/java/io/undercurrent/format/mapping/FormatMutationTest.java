package io.undercurrent.format.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undercurrent.format.MutatedMessages;
import io.undercurrent.format.ReadingFormat;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Rejection.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing vanishes, whatever the format: each damaged message becomes readings, rejections, or is counted, and readings are sound. */
class FormatMutationTest {

    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));
    private static final String ROW = "{\"key\":\"a\",\"date\":\"2025-03-18\",\"sales\":318,\"promotion\":1}";
    private static final String DAYS = "{\"key\":\"a\",\"date\":20165,\"sales\":\"fGo=\",\"promotion\":true}";
    private static final String SCHEMA = "{\"type\":\"struct\",\"fields\":[{\"type\":\"int32\",\"name\":"
            + "\"io.debezium.time.Date\",\"field\":\"date\"},{\"type\":\"bytes\",\"name\":"
            + "\"org.apache.kafka.connect.data.Decimal\",\"parameters\":{\"scale\":\"2\"},\"field\":\"sales\"}]}";

    static List<Arguments> formats() {
        return List.of(
                Arguments.of(
                        List.of("date-field: /at/day", "key-field: shop,item", "numbers-as-text: true"),
                        List.of(
                                "{\"shop\":\"a\",\"item\":3,\"at\":{\"day\":\"2025-03-18\"},\"sales\":\"318\",\"promotion\":1}")),
                Arguments.of(
                        List.of("date-form: iso-time", "zone: Europe/Berlin", "missing: -9999"),
                        List.of(ROW.replace("03-18", "03-18T12:00:00+01:00"), ROW.replace("318", "-9999"))),
                Arguments.of(
                        List.of("envelope: connect"), List.of("{\"schema\":" + SCHEMA + ",\"payload\":" + DAYS + "}")),
                Arguments.of(
                        List.of("envelope: debezium", "date-form: epoch-days", "decimal: sales=2"),
                        List.of(
                                change("c", "null", DAYS),
                                change("u", DAYS, DAYS.replace("\"a\"", "\"b\"")),
                                change("u", DAYS, DAYS.replace("\"fGo=\"", "null")),
                                "{\"schema\":" + SCHEMA + ",\"payload\":" + change("d", DAYS, "null") + "}")),
                Arguments.of(
                        List.of("envelope: cloudevents", "key-field: ce_subject"),
                        List.of(
                                "{\"specversion\":\"1.0\",\"subject\":\"a\",\"data\":" + ROW + "}",
                                "{\"specversion\":\"1.0\",\"subject\":\"a\",\"data_base64\":\"eyJkYXRlIjoiMjAyNS0wMy0xOCIsInNhbGVzIjoxfQ==\"}")),
                Arguments.of(List.of("key-from: message-key", "key-field: key"), List.of(ROW)));
    }

    private static String change(String op, String before, String after) {
        return "{\"before\":" + before + ",\"after\":" + after + ",\"op\":\"" + op + "\"}";
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyMutationHasAResult(List<String> settings, List<String> messages) {
        ReadingFormat format = Mappings.of(settings.toArray(new String[0])).format(COLUMNS, List.of());
        List<byte[]> intact =
                messages.stream().map(message -> message.getBytes(UTF_8)).toList();
        MutatedMessages.allHaveResults(format, ROW.getBytes(UTF_8), intact, 0, Reason.NOT_JSON);
    }

    @Test
    void everyMutationOfJsonWithASchemaHasAResult(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("sold.schema.json"),
                "{\"type\":\"object\",\"properties\":{\"date\":{\"title\":\"io.debezium.time.Date\"},\"sales\":{\"title\":"
                        + "\"org.apache.kafka.connect.data.Decimal\",\"connect.parameters\":{\"scale\":\"2\"}}}}");
        MutatedMessages.allHaveResults(
                Mappings.of("schema-file: " + file).format(COLUMNS, List.of()),
                ROW.getBytes(UTF_8),
                List.of(DAYS.getBytes(UTF_8)),
                0,
                Reason.NOT_JSON);
    }

    /** Avro, whose bytes say nothing of themselves, with two keys so that what was left of one shows in the other. */
    @Test
    void everyMutationOfAvroHasAResult(@TempDir Path folder) throws IOException {
        ReadingFormat format = AvroFormatTest.mapping(
                        folder,
                        AvroFormatTest.SHOP,
                        "key-field: /shop/id,item",
                        "date-field: day",
                        "value: sales=/amounts/1/price")
                .format(COLUMNS, List.of());
        MutatedMessages.allHaveResults(
                format,
                ROW.getBytes(UTF_8),
                List.of(AvroFormatTest.shop(true), AvroFormatTest.shop(0.5f)),
                0,
                Reason.NOT_DECODABLE);
    }
}
