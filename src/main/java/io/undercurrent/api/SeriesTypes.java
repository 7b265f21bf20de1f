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

    public static final TypeInformation<Reading> READING = StreamTypes.READING;

    public static final TypeInformation<Forecast> FORECAST = StreamTypes.FORECAST;

    public static final TypeInformation<DayScore> SCORE = StreamTypes.DAY_SCORE;

    public static final TypeInformation<RejectedReading> REJECTION = StreamTypes.REJECTED_READING;

    public static final TypeInformation<Anomaly> ANOMALY = StreamTypes.ANOMALY;

    private SeriesTypes() {}
}
