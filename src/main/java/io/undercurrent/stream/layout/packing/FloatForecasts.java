package io.undercurrent.stream.layout.packing;

import io.undercurrent.calibration.ForecastRows;
import java.nio.FloatBuffer;

/**
 * Forecasts as releases kept them that issued them as floats: the scale of each target, the reference of each as two floats or all
 * left out where they are 0, then a row for each day kept, the quantiles and the baseline of each target minus the reference. They
 * are rounded to the steps in which forecasts are issued now.
 */
public final class FloatForecasts {

    private static final int WITH_REFERENCES = 2;

    private FloatForecasts() {}

    /**
     * @param flags of the origin
     * @param floats from which those of the forecast are taken
     */
    public static short[] read(ForecastRows rows, int firstLead, int flags, FloatBuffer floats) {
        int targets = rows.targets();
        float[] scales = new float[targets];
        floats.get(scales);
        float[] references = new float[2 * targets];
        if ((flags & WITH_REFERENCES) != 0) {
            floats.get(references);
        }
        int days = rows.horizon() - firstLead;
        float[] values = new float[days * rows.width()];
        floats.get(values);
        short[] forecast = rows.newRows(firstLead);
        for (int target = 0; target < targets; target++) {
            rows.setScale(forecast, target, scales[target]);
            double reference = (double) references[2 * target] + references[2 * target + 1];
            for (int grid = 0; grid < ForecastRows.GRIDS; grid++) {
                float[] columns = new float[rows.columns(grid) * days];
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = values[i % days * rows.width() + rows.column(target, grid, i / days)];
                }
                rows.put(forecast, target, grid, columns, reference);
            }
        }
        return forecast;
    }
}
