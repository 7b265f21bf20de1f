package io.undercurrent.bench.job;

import io.undercurrent.bench.BenchModel;
import io.undercurrent.embedded.EmbeddedFlink;
import io.undercurrent.model.file.ModelFile;
import io.undercurrent.sql.ForecastFunction;
import io.undercurrent.stream.StreamTypes;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.formats.common.TimestampFormat;
import org.apache.flink.formats.json.JsonFormatOptions;
import org.apache.flink.formats.json.JsonRowDataDeserializationSchema;
import org.apache.flink.formats.json.JsonRowDataSerializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

/**
 * FORECAST on the messages of a workload, read and written by the JSON format that tables on Kafka have. The first half of the readings warms
 * up, the second is timed, as in {@link JobRun}.
 */
final class SqlRun {

    private static final RowType READING = (RowType) DataTypes.ROW(
                    DataTypes.FIELD("key", DataTypes.STRING()),
                    DataTypes.FIELD("date", DataTypes.DATE()),
                    DataTypes.FIELD("sales", DataTypes.DOUBLE()))
            .notNull()
            .getLogicalType();

    private SqlRun() {}

    /**
     * What came of a run.
     *
     * @param rate readings a second
     * @param processorRate readings for each second of processor time
     */
    record Outcome(double rate, double processorRate) {}

    static Outcome of(JobSetup setup) {
        Workload workload = setup.workload();
        Path files = JobRun.directory();
        try (RunClock clock = RunClock.open(workload.readings() / 2);
                EmbeddedFlink flink = EmbeddedFlink.start(setup.parallelism())) {
            Path model = files.resolve("model.safetensors");
            ModelFile.write(BenchModel.get(), model);
            StreamExecutionEnvironment env =
                    flink.environment(settings(setup, files)).setParallelism(setup.parallelism());
            define(env, setup, clock, model);
            env.execute();
            long expected = workload.readings() * BenchModel.get().shape().horizon();
            if (clock.forecasts() != expected) {
                throw new IllegalStateException(
                        "rows: expected " + expected + " of forecasts, but got " + clock.forecasts());
            }
            return new Outcome(clock.rate(), clock.processorRate());
        } catch (Exception failure) {
            throw new IllegalStateException("the query of the benchmark failed", failure);
        } finally {
            JobRun.delete(files);
        }
    }

    /** As the job has them, together with what the job sets itself. */
    private static Configuration settings(JobSetup setup, Path checkpoints) {
        Configuration settings = JobRun.settings(setup, checkpoints);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(setup.checkpointMillis()));
        return settings;
    }

    private static void define(StreamExecutionEnvironment env, JobSetup setup, RunClock clock, Path model) {
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        tables.createTemporaryView(
                "readings",
                env.fromSource(
                                new MessageSource(setup.workload(), clock.name(), setup.parallelism()),
                                WatermarkStrategy.noWatermarks(),
                                "readings",
                                StreamTypes.SOURCE_RECORD)
                        .flatMap(new FromJson())
                        .returns(InternalTypeInfo.of(READING)));
        tables.executeSql("CREATE TEMPORARY SYSTEM FUNCTION FORECAST AS '" + ForecastFunction.class.getName() + "'");
        Table forecasts = tables.sqlQuery(
                "SELECT * FROM FORECAST(data => TABLE readings PARTITION BY `key`, on_day => DESCRIPTOR(`date`),"
                        + " target => DESCRIPTOR(sales), model => '" + model + "', horizon => 7)");
        DataType rows = forecasts.getResolvedSchema().toPhysicalRowDataType();
        tables.toDataStream(forecasts, rows.notNull().bridgedTo(RowData.class))
                .map(row -> (RowData) row)
                .returns(InternalTypeInfo.of((RowType) rows.getLogicalType()))
                .sinkTo(new RowDrain(clock.name(), (RowType) rows.getLogicalType()));
    }

    /** Messages to rows. */
    private static final class FromJson extends RichFlatMapFunction<SourceRecord, RowData> {

        private transient JsonRowDataDeserializationSchema json;

        @Override
        public void open(OpenContext context) throws Exception {
            json = new JsonRowDataDeserializationSchema(
                    READING, InternalTypeInfo.of(READING), false, false, TimestampFormat.SQL);
            json.open(null);
        }

        @Override
        public void flatMap(SourceRecord message, Collector<RowData> out) throws IOException {
            json.deserialize(message.value(), out);
        }
    }

    /** Writes rows as they go to Kafka, and throws the bytes away. */
    private record RowDrain(String clock, RowType rows) implements Sink<RowData> {

        @Override
        public SinkWriter<RowData> createWriter(WriterInitContext context) throws IOException {
            RunClock open = RunClock.named(clock);
            JsonRowDataSerializationSchema json = new JsonRowDataSerializationSchema(
                    rows, TimestampFormat.SQL, JsonFormatOptions.MapNullKeyMode.FAIL, "null", false, false);
            try {
                json.open(null);
            } catch (Exception failure) {
                throw new IOException("the format of rows", failure);
            }
            return new SinkWriter<>() {
                private long count;
                private long bytes;

                @Override
                public void write(RowData row, Context unused) {
                    bytes += json.serialize(row).length;
                    count++;
                }

                @Override
                public void flush(boolean endOfInput) {
                    if (endOfInput) {
                        open.finished(count, bytes);
                    }
                }

                @Override
                public void close() {
                    // Nothing is held here.
                }
            };
        }
    }
}
