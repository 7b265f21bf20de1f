#!/usr/bin/env bash
# Workday's ARIMA for Java: the interval is far too wide, and as wide after 30 days as after one.
#
# One would expect: a random walk with steps of standard deviation 1 has a 95 % interval of ±1.96·√lead around its forecast,
# so ±1.96 for the first day and ±10.7 for the thirtieth.
# What happens: ±6.39 for the first day and ±6.39 for the thirtieth. The library takes the error over a whole held-out stretch
# for the error of one day, and adds nothing for later days. The result also names it RMSE: 3.26, where one step errs by 1.
# Why it matters: whoever scores these intervals beside others sees nearly full coverage at short leads, by width alone.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mvn -q -B -Dstyle.color=never dependency:copy -Dartifact=com.workday:timeseries-forecast:1.1.1 -DoutputDirectory=.

cat > RandomWalk.java <<'JAVA'
import com.workday.insights.timeseries.arima.Arima;
import com.workday.insights.timeseries.arima.struct.ArimaParams;
import com.workday.insights.timeseries.arima.struct.ForecastResult;
import java.util.Locale;
import java.util.Random;

class RandomWalk {
    public static void main(String[] args) {
        Random random = new Random(1);
        for (int i = 0; i < 400; i++) {
            random.nextGaussian();
        }
        double[] walk = new double[400];
        for (int day = 1; day < walk.length; day++) {
            walk[day] = walk[day - 1] + random.nextGaussian();
        }
        ForecastResult result = Arima.forecast_arima(walk, 30, new ArimaParams(1, 1, 0, 0, 0, 0, 0));
        for (int lead : new int[] {1, 7, 30}) {
            double half = (result.getForecastUpperConf()[lead - 1] - result.getForecastLowerConf()[lead - 1]) / 2;
            System.out.printf(Locale.ROOT, "day %d: forecast ±%.2f, a random walk ±%.2f%n",
                    lead, half, 1.96 * Math.sqrt(lead));
        }
        System.out.printf(Locale.ROOT, "RMSE %.2f, one step of the walk 1.00%n", result.getRMSE());
    }
}
JAVA

cat > expected <<'OUT'
day 1: forecast ±6.39, a random walk ±1.96
day 7: forecast ±6.39, a random walk ±5.19
day 30: forecast ±6.39, a random walk ±10.74
RMSE 3.26, one step of the walk 1.00
OUT

echo "com.workday:timeseries-forecast 1.1.1, ARIMA(1,1,0) on 400 days of a random walk"
java -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp timeseries-forecast-1.1.1.jar RandomWalk.java | tee seen
diff expected seen
