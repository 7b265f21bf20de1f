package io.undercurrent.job;

import io.undercurrent.series.Forecast;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** Where forecasts leave a job: a sink of them, or of what is made of them first. */
public interface ForecastEnd {

    /** Lets forecasts leave there. */
    DataStreamSink<?> attach(DataStream<Forecast> forecasts);
}
