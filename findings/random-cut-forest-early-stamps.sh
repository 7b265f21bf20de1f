#!/usr/bin/env bash
# Random cut forests of AWS: what is forecast for tomorrow is stamped today, however regular the readings are.
#
# One would expect: after a reading at each midnight, the forecasts of RCFCaster are stamped with the midnights that follow.
# What happens: after 400 days tomorrow's forecast is stamped 23:40 of today, and that for the seventh day 2 hours 20 minutes early.
# Stamps lie closer together than readings: by 4,272 seconds after 100 days, by 1,199 seconds after 400. Before there are enough readings,
# a forecast is there as well: seven zeros, stamped 1970.
# Why it matters: whoever takes the date of a stamp puts each forecast on the day before the one it was made for.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for part in core parkservices; do
  mvn -q -B -Dstyle.color=never dependency:copy -Dartifact=software.amazon.randomcutforest:randomcutforest-$part:4.4.0 -DoutputDirectory=.
done

cat > Midnights.java <<'JAVA'
import com.amazon.randomcutforest.parkservices.RCFCaster;
import com.amazon.randomcutforest.returntypes.TimedRangeVector;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;

class Midnights {
    public static void main(String[] args) {
        RCFCaster caster = RCFCaster.builder()
                .dimensions(7)
                .shingleSize(7)
                .internalShinglingEnabled(true)
                .forecastHorizon(7)
                .randomSeed(1)
                .build();
        Random random = new Random(1);
        LocalDate day = LocalDate.of(2022, 1, 1);
        for (int count = 1; count <= 400; count++, day = day.plusDays(1)) {
            double value = 100 + 10 * Math.sin(2 * Math.PI * count / 7) + random.nextGaussian();
            TimedRangeVector made = caster.process(
                            new double[] {value}, day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                    .getTimedForecast();
            if (count == 50 || count == 100 || count == 400) {
                for (int lead : new int[] {1, 7}) {
                    System.out.printf(Locale.ROOT, "after %d days, for %s: stamped %s, value %s%n",
                            count, day.plusDays(lead), Instant.ofEpochSecond(made.timeStamps[lead - 1]),
                            made.rangeVector.values[lead - 1] == 0 ? "0" : "given");
                }
            }
        }
    }
}
JAVA

cat > expected <<'OUT'
after 50 days, for 2022-02-20: stamped 1970-01-01T00:00:00Z, value 0
after 50 days, for 2022-02-26: stamped 1970-01-01T00:00:00Z, value 0
after 100 days, for 2022-04-11: stamped 2022-04-10T22:48:48Z, value given
after 100 days, for 2022-04-17: stamped 2022-04-16T15:41:36Z, value given
after 400 days, for 2023-02-05: stamped 2023-02-04T23:40:01Z, value given
after 400 days, for 2023-02-11: stamped 2023-02-10T21:40:07Z, value given
OUT

echo "software.amazon.randomcutforest 4.4.0, RCFCaster with a reading at each midnight"
java -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp 'randomcutforest-core-4.4.0.jar:randomcutforest-parkservices-4.4.0.jar' Midnights.java | tee seen
diff expected seen
