package io.undercurrent.bench.job;

import io.undercurrent.format.result.ForecastWriter;
import io.undercurrent.series.Forecast;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes forecasts as they go to Kafka, and throws the bytes away. */
record ForecastDrain(String clock) implements Sink<Forecast> {

    @Override
    public SinkWriter<Forecast> createWriter(WriterInitContext context) {
        RunClock open = RunClock.named(clock);
        ForecastWriter writer = new ForecastWriter();
        return new SinkWriter<>() {
            private long forecasts;
            private long bytes;

            @Override
            public void write(Forecast forecast, Context unused) {
                bytes += writer.write(forecast).length;
                forecasts++;
            }

            @Override
            public void flush(boolean endOfInput) {
                if (endOfInput) {
                    open.finished(forecasts, bytes);
                }
            }

            @Override
            public void close() {
                // Nothing is held here.
            }
        };
    }
}
