package io.undercurrent.api;

import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.stream.StreamTypes;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** How Flink is told of the records, where it asks: their bytes have a version, and savepoints that hold them are read by later releases. */
public final class SeriesTypes {

    public static final TypeInformation<Reading> READING = StreamTypes.READING;

    public static final TypeInformation<Forecast> FORECAST = StreamTypes.FORECAST;

    public static final TypeInformation<DayScore> SCORE = StreamTypes.DAY_SCORE;

    public static final TypeInformation<RejectedReading> REJECTION = StreamTypes.REJECTED_READING;

    private SeriesTypes() {}
}
