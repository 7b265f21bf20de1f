package io.undercurrent.stream;

import io.undercurrent.calibration.ForecastHistory;
import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.engine.step.SeriesStates;
import io.undercurrent.engine.window.WindowUpdate;
import io.undercurrent.reconciliation.continuous.HeldSeries;
import io.undercurrent.series.Anomaly;
import io.undercurrent.series.DayScore;
import io.undercurrent.series.Forecast;
import io.undercurrent.series.Reading;
import io.undercurrent.series.RejectedReading;
import io.undercurrent.series.SlidingWindow;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.stream.layout.AnomalyLayout;
import io.undercurrent.stream.layout.ComparedDaysLayout;
import io.undercurrent.stream.layout.DayScoreLayout;
import io.undercurrent.stream.layout.ForecastHistoryLayout;
import io.undercurrent.stream.layout.ForecastLayout;
import io.undercurrent.stream.layout.ForecastUpdateLayout;
import io.undercurrent.stream.layout.HeldJumpLayout;
import io.undercurrent.stream.layout.HeldSeriesLayout;
import io.undercurrent.stream.layout.ParsedReadingLayout;
import io.undercurrent.stream.layout.ReadingLayout;
import io.undercurrent.stream.layout.RejectedReadingLayout;
import io.undercurrent.stream.layout.RejectedRecordLayout;
import io.undercurrent.stream.layout.SlidingWindowLayout;
import io.undercurrent.stream.layout.SourceRecordLayout;
import io.undercurrent.stream.layout.StateHistoryLayout;
import io.undercurrent.stream.layout.StateOriginLayout;
import io.undercurrent.stream.layout.SuccessorLayout;
import io.undercurrent.stream.layout.WindowUpdateLayout;
import io.undercurrent.stream.record.ParsedReading;
import io.undercurrent.stream.record.RejectedRecord;
import io.undercurrent.stream.record.SourceRecord;
import io.undercurrent.stream.record.Successor;
import io.undercurrent.stream.state.StateOrigin;
import io.undercurrent.stream.state.StoredJump;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The types of the records between the operators and of their state. */
public final class StreamTypes {

    public static final TypeInformation<Reading> READING = new LayoutTypeInfo<>(ReadingLayout.READING);

    public static final TypeInformation<RejectedReading> REJECTED_READING =
            new LayoutTypeInfo<>(RejectedReadingLayout.REJECTED_READING);

    public static final TypeInformation<SourceRecord> SOURCE_RECORD =
            new LayoutTypeInfo<>(SourceRecordLayout.SOURCE_RECORD);

    public static final TypeInformation<ParsedReading> PARSED_READING =
            new LayoutTypeInfo<>(ParsedReadingLayout.PARSED_READING);

    public static final TypeInformation<RejectedRecord> REJECTED_RECORD =
            new LayoutTypeInfo<>(RejectedRecordLayout.REJECTED_RECORD);

    public static final TypeInformation<WindowUpdate> WINDOW_UPDATE =
            new LayoutTypeInfo<>(WindowUpdateLayout.WINDOW_UPDATE);

    public static final TypeInformation<Forecast> FORECAST = new LayoutTypeInfo<>(ForecastLayout.FORECAST);

    public static final TypeInformation<ForecastUpdate> FORECAST_UPDATE =
            new LayoutTypeInfo<>(ForecastUpdateLayout.FORECAST_UPDATE);

    public static final TypeInformation<DayScore> DAY_SCORE = new LayoutTypeInfo<>(DayScoreLayout.DAY_SCORE);

    public static final TypeInformation<Anomaly> ANOMALY = new LayoutTypeInfo<>(AnomalyLayout.ANOMALY);

    public static final TypeInformation<Successor> SUCCESSOR = new LayoutTypeInfo<>(SuccessorLayout.SUCCESSOR);

    /** Also of what is kept of them. */
    public static final TypeInformation<ComparedDays> COMPARED_DAYS =
            new LayoutTypeInfo<>(ComparedDaysLayout.COMPARED_DAYS);

    /** What a job that makes forecasts add up holds of a series. */
    public static final TypeInformation<HeldSeries> HELD_SERIES = new LayoutTypeInfo<>(HeldSeriesLayout.HELD_SERIES);

    static final TypeInformation<ForecastHistory> FORECAST_HISTORY =
            new LayoutTypeInfo<>(ForecastHistoryLayout.FORECAST_HISTORY);

    static final TypeInformation<SlidingWindow> SLIDING_WINDOW =
            new LayoutTypeInfo<>(SlidingWindowLayout.SLIDING_WINDOW);

    static final TypeInformation<StoredJump> HELD_JUMP = new LayoutTypeInfo<>(HeldJumpLayout.HELD_JUMP);

    static final TypeInformation<SeriesStates> STATE_HISTORY = new LayoutTypeInfo<>(StateHistoryLayout.STATE_HISTORY);

    static final TypeInformation<StateOrigin> STATE_ORIGIN = new LayoutTypeInfo<>(StateOriginLayout.STATE_ORIGIN);

    private StreamTypes() {}
}
