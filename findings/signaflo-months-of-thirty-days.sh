#!/usr/bin/env bash
# Signaflo's time series for Java: a month of a daily series is thirty days, and what is left at the end of the year is dropped.
#
# One would expect: a year of daily ones from 2025-01-01 on, added up by month, gives 31, 28, 31 and so on, each at the first of its month.
# What happens: twelve times 30. "February" begins on 31 January and ends on 1 March, the last sum begins on 27 November, and the days from
# 27 December on are in none. A month is taken for 30.436875 days, as a year for 365.2425, and the digits behind the point are cut off.
# Why it matters: the sums drift through the calendar by five days a year, so that a yearly season and the end of the month are smeared. A model
# of months that was fitted to them is fitted to other days in each year.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
for artifact in com.github.signaflo:timeseries:0.4 com.github.signaflo:math:0.4 org.slf4j:slf4j-api:1.7.36; do
  mvn -q -B -Dstyle.color=never dependency:copy -Dartifact="$artifact" -DoutputDirectory=.
done

cat > Months.java <<'JAVA'
import com.github.signaflo.timeseries.TimeSeries;
import com.github.signaflo.timeseries.TimeUnit;
import java.time.OffsetDateTime;
import java.util.Arrays;

class Months {
    public static void main(String[] args) {
        double[] ones = new double[365];
        Arrays.fill(ones, 1);
        TimeSeries days = TimeSeries.from(TimeUnit.DAY, OffsetDateTime.parse("2025-01-01T00:00Z"), ones);
        TimeSeries months = days.aggregate(TimeUnit.MONTH);
        for (int month = 0; month < months.size(); month++) {
            System.out.println(months.observationTimes().get(month).toLocalDate() + " " + months.at(month));
        }
        System.out.println("days counted: " + months.sum() + " of " + days.sum());
    }
}
JAVA

cat > expected <<'OUT'
2025-01-01 30.0
2025-01-31 30.0
2025-03-02 30.0
2025-04-01 30.0
2025-05-01 30.0
2025-05-31 30.0
2025-06-30 30.0
2025-07-30 30.0
2025-08-29 30.0
2025-09-28 30.0
2025-10-28 30.0
2025-11-27 30.0
days counted: 360.0 of 365.0
OUT

echo "com.github.signaflo:timeseries 0.4, aggregate(TimeUnit.MONTH) of 365 days"
java -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp './*' Months.java 2>errors | tee seen || cat errors
diff expected seen
