package io.undercurrent.stream.layout;

import io.undercurrent.calibration.ForecastUpdate;
import io.undercurrent.calibration.OriginForecast;
import io.undercurrent.calibration.Outcome;
import io.undercurrent.calibration.Speaker;
import io.undercurrent.series.Forecast;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ForecastUpdate} in bytes: for a job whose keyed operators do not stand in one chain. Version 1 had floats in place of
 * doubles, neither days nor references, and did not say what is absurd. Versions 1 and 2 had the newest day in place of the first
 * that may still change, and no forecasts where the series is forgotten. Up to version 3 all forecasts were by one model, and it was
 * not said until when that was trained. Up to version 4 there were no shadows, and up to version 5 no generations. Up to
 * version 6 nothing was said of missing days and repetitions.
 */
public enum ForecastUpdateLayout implements Layout<ForecastUpdate> {
    FORECAST_UPDATE;

    /** The last version that did not say whether the series is forgotten. */
    private static final int WITHOUT_KIND = 2;

    /** The last version of which all forecasts were by one model. */
    private static final int WITHOUT_SPEAKERS = 3;

    /** The last version without shadows. */
    private static final int WITHOUT_SHADOWS = 4;

    /** The last version that did not say how many trainings led to a model. */
    private static final int WITHOUT_GENERATIONS = 5;

    /** The last version that said nothing of missing days and repetitions. */
    private static final int VALUES_ALONE = 6;

    @Override
    public int version() {
        return 7;
    }

    @Override
    public Class<ForecastUpdate> type() {
        return ForecastUpdate.class;
    }

    @Override
    public void write(ForecastUpdate update, DataOutputView out) throws IOException {
        out.writeBoolean(update instanceof ForecastUpdate.Forgotten);
        Bytes.writeText(update.key(), out);
        if (update instanceof ForecastUpdate.Made made) {
            write(made, out);
        }
    }

    private static void write(ForecastUpdate.Made update, DataOutputView out) throws IOException {
        Bytes.writeText(update.earlier(), out);
        out.writeInt(update.openFrom());
        out.writeInt(update.changedFrom());
        out.writeInt(update.origins().size());
        for (ForecastUpdate.Origin origin : update.origins()) {
            write(origin, out);
        }
        out.writeInt(update.shadows().size());
        for (ForecastUpdate.Shadow shadow : update.shadows()) {
            write(shadow.made(), out);
            write(shadow.beside(), out);
        }
        out.writeBoolean(update.endsShadow());
    }

    private static void write(ForecastUpdate.Origin origin, DataOutputView out) throws IOException {
        write(origin.forecast(), out);
        // The day of the outcome is that of the origin.
        Bytes.writeDoubles(origin.outcome().actual(), out);
        Bytes.writeFloats(origin.outcome().scale(), out);
        Bytes.writeDoubles(origin.outcome().weeksBefore(), out);
        for (boolean absurd : origin.outcome().absurd()) {
            out.writeBoolean(absurd);
        }
        Bytes.writeFloats(origin.outcome().missing(), out);
        Bytes.writeFloats(origin.outcome().repetition(), out);
        write(origin.speaker(), out);
    }

    private static void write(OriginForecast forecast, DataOutputView out) throws IOException {
        out.writeInt(forecast.origin());
        out.writeInt(forecast.revision());
        out.writeBoolean(forecast.restarted());
        out.writeInt(forecast.days());
        Bytes.writeDoubles(forecast.reference(), out);
        Bytes.writeFloats(forecast.scale(), out);
        Bytes.writeFloats(forecast.values(), out);
        Bytes.writeFloats(forecast.baseline(), out);
    }

    private static void write(Speaker speaker, DataOutputView out) throws IOException {
        Bytes.writeText(speaker.model(), out);
        out.writeInt(speaker.generation());
        out.writeInt(speaker.trainedUntil());
    }

    @Override
    public ForecastUpdate read(int version, DataInputView in) throws IOException {
        boolean forgotten = version > WITHOUT_KIND && in.readBoolean();
        String key = Bytes.readText(in);
        if (forgotten) {
            return new ForecastUpdate.Forgotten(key);
        }
        String earlier = Bytes.readText(in);
        int openFrom = in.readInt();
        if (version <= WITHOUT_KIND) {
            // How late a day may come was not told. The next update does; until then nothing is forgotten.
            openFrom = Integer.MIN_VALUE;
        }
        int changedFrom = in.readInt();
        List<ForecastUpdate.Origin> origins = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            origins.add(readOrigin(version, earlier, in));
        }
        if (version <= WITHOUT_KIND && origins.isEmpty()) {
            return new ForecastUpdate.Forgotten(key);
        }
        if (version <= WITHOUT_SHADOWS) {
            return new ForecastUpdate.Made(key, earlier, openFrom, changedFrom, origins);
        }
        List<ForecastUpdate.Shadow> shadows = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            shadows.add(new ForecastUpdate.Shadow(readOrigin(version, earlier, in), readSpeaker(version, in)));
        }
        return new ForecastUpdate.Made(key, earlier, openFrom, changedFrom, origins, shadows, in.readBoolean());
    }

    private static ForecastUpdate.Origin readOrigin(int version, String earlier, DataInputView in) throws IOException {
        OriginForecast forecast = readForecast(version, in);
        double[] actual = readValues(version, in);
        float[] scale = Bytes.readFloats(in);
        double[] weeksBefore = readValues(version, in);
        boolean[] absurd = new boolean[actual.length];
        for (int target = 0; target < absurd.length && version > 1; target++) {
            absurd[target] = in.readBoolean();
        }
        float[] missing = version > VALUES_ALONE ? Bytes.readFloats(in) : new float[actual.length];
        float[] repetition = version > VALUES_ALONE ? Bytes.readFloats(in) : new float[actual.length];
        Outcome outcome = new Outcome(forecast.origin(), actual, scale, weeksBefore, absurd, missing, repetition);
        Speaker speaker = version <= WITHOUT_SPEAKERS ? unknown(earlier) : readSpeaker(version, in);
        return new ForecastUpdate.Origin(forecast, outcome, speaker);
    }

    private static OriginForecast readForecast(int version, DataInputView in) throws IOException {
        int origin = in.readInt();
        int revision = in.readInt();
        boolean restarted = in.readBoolean();
        int days = version == 1 ? Forecast.UNKNOWN_DAYS : in.readInt();
        double[] reference = version == 1 ? null : Bytes.readDoubles(in);
        float[] scale = Bytes.readFloats(in);
        return new OriginForecast(
                origin,
                revision,
                restarted,
                days,
                reference == null ? new double[scale.length] : reference,
                Bytes.readFloats(in),
                Bytes.readFloats(in),
                scale);
    }

    private static Speaker unknown(String model) {
        return new Speaker(model, Forecast.UNKNOWN_GENERATION, Integer.MIN_VALUE);
    }

    private static Speaker readSpeaker(int version, DataInputView in) throws IOException {
        String model = Bytes.readText(in);
        int generation = version <= WITHOUT_GENERATIONS ? Forecast.UNKNOWN_GENERATION : in.readInt();
        return new Speaker(model, generation, in.readInt());
    }

    private static double[] readValues(int version, DataInputView in) throws IOException {
        return version == 1 ? Bytes.readDecimals(in) : Bytes.readDoubles(in);
    }
}
