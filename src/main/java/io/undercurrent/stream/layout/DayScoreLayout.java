package io.undercurrent.stream.layout;

import io.undercurrent.series.DayScore;
import io.undercurrent.series.Decimal;
import io.undercurrent.series.Forecast.Source;
import io.undercurrent.series.TargetScore;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link DayScore} in bytes. Version 1 had floats in place of doubles, and said nothing of the training and of the baseline; versions 1
 * and 2 said nothing of surprise, and version 3 not what was surprising.
 */
public enum DayScoreLayout implements Layout<DayScore> {
    DAY_SCORE;

    private static final byte NO_SOURCE = -1;

    /** The first version that states the surprise. */
    private static final int WITH_SURPRISE = 3;

    @Override
    public int version() {
        return 4;
    }

    @Override
    public Class<DayScore> type() {
        return DayScore.class;
    }

    @Override
    public void write(DayScore score, DataOutputView out) throws IOException {
        Bytes.writeText(score.key(), out);
        out.writeInt(score.day());
        out.writeInt(score.revision());
        Bytes.writeText(score.model(), out);
        out.writeBoolean(score.inSample());
        out.writeInt(score.targets().size());
        for (TargetScore target : score.targets()) {
            writeTarget(target, out);
        }
    }

    private static void writeTarget(TargetScore score, DataOutputView out) throws IOException {
        Bytes.writeText(score.target(), out);
        out.writeDouble(score.actual());
        out.writeFloat(score.scale());
        out.writeInt(score.leads());
        for (Source source : score.source()) {
            out.writeByte(source == null ? NO_SOURCE : source.ordinal());
        }
        Bytes.writeDoubles(score.forecast(), out);
        Bytes.writeFloats(score.pinball(), out);
        out.writeInt(score.inside().size());
        for (TargetScore.Inside inside : score.inside()) {
            out.writeDouble(inside.level());
            for (boolean hit : inside.hits()) {
                out.writeBoolean(hit);
            }
        }
        Bytes.writeDoubles(score.naive(), out);
        Bytes.writeDoubles(score.baseline(), out);
        AnomalyLayout.writeSurprise(score.surprise(), out);
    }

    @Override
    public DayScore read(int version, DataInputView in) throws IOException {
        String key = Bytes.readText(in);
        int day = in.readInt();
        int revision = in.readInt();
        String model = Bytes.readText(in);
        boolean inSample = version > 1 && in.readBoolean();
        List<TargetScore> targets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            targets.add(readTarget(version, in));
        }
        return new DayScore(key, day, revision, model, inSample, targets);
    }

    private static TargetScore readTarget(int version, DataInputView in) throws IOException {
        String target = Bytes.readText(in);
        double actual = version == 1 ? Decimal.of(in.readFloat()) : in.readDouble();
        float scale = in.readFloat();
        Source[] source = new Source[in.readInt()];
        for (int lead = 0; lead < source.length; lead++) {
            byte ordinal = in.readByte();
            source[lead] = ordinal == NO_SOURCE ? null : Source.values()[ordinal];
        }
        double[] forecast = version == 1 ? Bytes.readDecimals(in) : Bytes.readDoubles(in);
        float[] pinball = Bytes.readFloats(in);
        List<TargetScore.Inside> inside = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            double level = in.readDouble();
            boolean[] hits = new boolean[source.length];
            for (int lead = 0; lead < hits.length; lead++) {
                hits[lead] = in.readBoolean();
            }
            inside.add(new TargetScore.Inside(level, hits));
        }
        double[] naive = version == 1 ? Bytes.readDecimals(in) : Bytes.readDoubles(in);
        double[] baseline = version == 1 ? unknown(source.length) : Bytes.readDoubles(in);
        TargetScore.Surprise surprise = version < WITH_SURPRISE
                ? TargetScore.Surprise.UNKNOWN
                : AnomalyLayout.readSurprise(version > WITH_SURPRISE, in);
        return new TargetScore(target, actual, scale, source, forecast, pinball, inside, naive, baseline, surprise);
    }

    /** What version 1 did not say. */
    private static double[] unknown(int leads) {
        double[] values = new double[leads];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
