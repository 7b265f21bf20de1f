package io.undercurrent.format.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.undercurrent.format.encoding.RegisteredRows.Registered;
import io.undercurrent.format.result.FlatForecastWriter;
import io.undercurrent.format.result.FlatScoreWriter;
import io.undercurrent.format.result.row.RowEncoder;
import io.undercurrent.format.result.row.RowType;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.ForecastShape;
import io.undercurrent.series.TargetScore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;

/** Rows as Avro's own reader has them. */
class AvroRowsTest {

    private static final ForecastShape SHAPE = new ForecastShape(List.of("sales"), List.of(0.025, 0.5, 0.975), 2);
    private static final int DAY = (int) LocalDate.of(2025, 3, 18).toEpochDay();

    @Test
    void forecastsHaveDaysOfTheLogicalTypeAndNullsForNumbersThatThereAreNone() {
        Forecast forecast = new Forecast(
                "a\"ö", DAY, 2, "gru48@1f3c9a", Source.BASELINE, SHAPE, new double[] {1, 2, 3.5, Double.NaN, 5, 6});
        RowType key = FlatForecastWriter.keyType(SHAPE);
        RowType row = FlatForecastWriter.rowType(SHAPE, true);
        List<GenericRecord> keys = new ArrayList<>();
        List<GenericRecord> rows = new ArrayList<>();
        new FlatForecastWriter(registered(key, row), true).write(forecast, (keyBytes, value, place) -> {
            keys.add(read(keyBytes, 7, key));
            rows.add(read(value, 8, row));
        });
        assertEquals(
                "{\"key\": \"a\\\"ö\", \"target\": \"sales\", \"lead\": 2}",
                keys.get(1).toString());
        assertEquals(LocalDate.of(2025, 3, 18), rows.get(1).get("origin"));
        assertEquals(LocalDate.of(2025, 3, 20), rows.get(1).get("day"));
        rows.get(1).put("origin", null);
        rows.get(1).put("day", null);
        assertEquals(
                "{\"key\": \"a\\\"ö\", \"origin\": null, \"day\": null, \"lead\": 2, \"target\": \"sales\", \"mean\": null,"
                        + " \"q2_5\": 2.0, \"q50\": null, \"q97_5\": 6.0, \"revision\": 2, \"model\": \"gru48@1f3c9a\","
                        + " \"generation\": null, \"source\": \"baseline\", \"restarted\": false, \"days\": null}",
                rows.get(1).toString());
    }

    @Test
    void scoresHaveNullsWhereThereIsNoForecast() {
        DayScore score = new DayScore(
                "a",
                DAY,
                1,
                "gru48@1f3c9a",
                true,
                List.of(new TargetScore(
                        "sales",
                        318,
                        4,
                        new Source[] {Source.MODEL, null},
                        new double[] {302.5, Double.NaN},
                        new float[] {7.25f, Float.NaN},
                        List.of(new TargetScore.Inside(0.95, new boolean[] {true, false})),
                        new double[] {290, 290},
                        new double[] {300, Double.NaN})));
        RowType key = FlatScoreWriter.keyType(SHAPE);
        RowType row = FlatScoreWriter.rowType(SHAPE);
        List<GenericRecord> rows = new ArrayList<>();
        new FlatScoreWriter(registered(key, row)).write(score, (keyBytes, value, place) -> {
            assertEquals(LocalDate.of(2025, 3, 18), read(keyBytes, 7, key).get("day"));
            rows.add(read(value, 8, row));
        });
        assertEquals(LocalDate.of(2025, 3, 16), rows.get(1).get("origin"));
        assertEquals(
                List.of(true, 302.5, -15.5),
                List.of(
                        rows.get(0).get("inside_95"),
                        rows.get(0).get("forecast"),
                        rows.get(0).get("error")));
        for (String none : List.of("forecast", "error", "pinball", "inside_95", "baseline", "source")) {
            assertEquals(null, rows.get(1).get(none), none);
        }
    }

    /** As registries ask by default, and in the other direction too. */
    @Test
    void quantilesAndMeanMayComeAndGo() {
        Schema few = AvroRows.schema(FlatForecastWriter.rowType(SHAPE, false));
        Schema many = AvroRows.schema(FlatForecastWriter.rowType(
                new ForecastShape(List.of("sales", "visits"), List.of(0.1, 0.5, 0.9), 28), true));
        for (List<Schema> pair : List.of(List.of(few, many), List.of(many, few))) {
            assertEquals(
                    SchemaCompatibilityType.COMPATIBLE,
                    SchemaCompatibility.checkReaderWriterCompatibility(pair.get(0), pair.get(1))
                            .getType());
        }
    }

    @Test
    void aRowOfAnotherTypeIsRefused() {
        RowType row = FlatForecastWriter.rowType(SHAPE, false);
        RowEncoder encoder = new AvroRows(8, row);
        String other = assertThrows(
                        IllegalStateException.class, () -> encoder.write(fields -> fields.text("target", "sales")))
                .getMessage();
        assertEquals("io.undercurrent.Forecast: expected the column key, but got target", other);
        String cut = assertThrows(IllegalStateException.class, () -> encoder.write(fields -> fields.text("key", "a")))
                .getMessage();
        assertEquals("io.undercurrent.Forecast: expected the column origin, but the row has no more", cut);
    }

    private static RegisteredRows registered(RowType key, RowType row) {
        return new RegisteredRows(Map.of(key.name(), new Registered(key, 7), row.name(), new Registered(row, 8)));
    }

    private static GenericRecord read(byte[] message, int id, RowType type) {
        ByteBuffer prefix = ByteBuffer.wrap(message);
        assertEquals(0, prefix.get());
        assertEquals(id, prefix.getInt());
        Schema schema = new Schema.Parser().parse(AvroRows.schema(type).toString());
        GenericData data = new GenericData();
        data.addLogicalTypeConversion(new TimeConversions.DateConversion());
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(message, 5, message.length - 5, null);
        try {
            GenericRecord record = new GenericDatumReader<GenericRecord>(schema, schema, data).read(null, in);
            assertEquals(true, in.isEnd());
            return record;
        } catch (IOException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
