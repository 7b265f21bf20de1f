package io.undercurrent.stream.layout;

import io.undercurrent.series.comparison.ComparedDay;
import io.undercurrent.series.comparison.ComparedDays;
import io.undercurrent.series.comparison.PairedErrors;
import io.undercurrent.stream.layout.packing.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * {@link ComparedDays} in bytes: the number of days, then of each, oldest first, the day, whether its models are those of the day before
 * it, otherwise their names, then the number of targets, and the sums of each.
 */
public enum ComparedDaysLayout implements Layout<ComparedDays> {
    COMPARED_DAYS;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<ComparedDays> type() {
        return ComparedDays.class;
    }

    @Override
    public boolean isImmutable() {
        return false;
    }

    @Override
    public ComparedDays copy(ComparedDays days) {
        return days.copy();
    }

    @Override
    public void write(ComparedDays days, DataOutputView out) throws IOException {
        out.writeInt(days.size());
        ComparedDay before = null;
        for (Map.Entry<ComparedDay, List<PairedErrors>> entry : days.byDay().entrySet()) {
            ComparedDay day = entry.getKey();
            out.writeInt(day.day());
            boolean same = before != null && day.isOfSameModelsAs(before);
            out.writeBoolean(same);
            if (!same) {
                Bytes.writeText(day.live(), out);
                Bytes.writeText(day.shadow(), out);
            }
            out.writeInt(entry.getValue().size());
            for (PairedErrors errors : entry.getValue()) {
                for (double sum : errors.sums()) {
                    out.writeDouble(sum);
                }
            }
            before = day;
        }
    }

    @Override
    public ComparedDays read(int version, DataInputView in) throws IOException {
        ComparedDays days = new ComparedDays();
        String live = null;
        String shadow = null;
        for (int left = in.readInt(); left > 0; left--) {
            int day = in.readInt();
            if (!in.readBoolean()) {
                live = Bytes.readText(in);
                shadow = Bytes.readText(in);
            }
            List<PairedErrors> errors = new ArrayList<>();
            for (int targets = in.readInt(); targets > 0; targets--) {
                double[] sums = new double[PairedErrors.SIZE];
                for (int i = 0; i < sums.length; i++) {
                    sums[i] = in.readDouble();
                }
                errors.add(new PairedErrors(sums));
            }
            days.add(new ComparedDay(live, shadow, day), errors);
        }
        return days;
    }
}
