package io.undercurrent.api;

import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.stream.StreamTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Flink type information for the records. Their bytes have a version, so later releases can read savepoints that
 * contain them.
 */
public final class SeriesTypes {

    /** Of what goes in, also where Flink cannot find it out, as after a lambda: {@code returns(SeriesTypes.READING)}. */
    public static final TypeInformation<Reading> READING = StreamTypes.READING;

    /** Of {@link ForecastStreams#forecasts()}. */
    public static final TypeInformation<Forecast> FORECAST = StreamTypes.FORECAST;

    /** Of {@link ForecastStreams#scores()}. */
    public static final TypeInformation<DayScore> SCORE = StreamTypes.DAY_SCORE;

    /** Of {@link ForecastStreams#rejections()}. */
    public static final TypeInformation<RejectedReading> REJECTION = StreamTypes.REJECTED_READING;

    /** Of {@link ForecastStreams#anomalies()}. */
    public static final TypeInformation<Anomaly> ANOMALY = StreamTypes.ANOMALY;

    private SeriesTypes() {}
}
