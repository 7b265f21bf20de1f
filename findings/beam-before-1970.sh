#!/usr/bin/env bash
# Beam's windows of days, months and years count what was measured before 1970 in a later window than its own.
#
# One would expect: a window holds the readings from its start to its end, in 1969 as in 1971. Flink and Spark once had windows that began after what they
# held, for times before 1970, and mended them.
# What happens: the windows are counted from 1970 in whole numbers that are rounded towards zero. In CalendarWindows every day of a month but its
# first counts in the next month, and every day of a year but 1 January in the next year: 1970 has 729 days. In FixedWindows of a day, a
# reading at 07:00 counts on the next day. No error is raised.
# Why it matters: records of the weather begin long before 1970, and many were read at 07:00. Their monthly and yearly sums are those of other days, and
# covariates by day stand a day late.
set -euo pipefail

beam=2.73.0
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.apache.beam</groupId><artifactId>beam-sdks-java-core</artifactId><version>$beam</version></dependency>
    <dependency><groupId>org.apache.beam</groupId><artifactId>beam-runners-direct-java</artifactId><version>$beam</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib

cat > Before1970.java <<'JAVA'
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.CalendarWindows;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.IntervalWindow;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

public class Before1970 {
    private static final Set<String> SEEN = new ConcurrentSkipListSet<>();

    public static void main(String[] args) {
        count("year of", CalendarWindows.years(1), "1968-01-01", "1972-01-01", 0);
        count("month of", CalendarWindows.months(1), "1969-11-01", "1970-03-01", 0);
        count("day of", FixedWindows.of(Duration.standardDays(1)), "1969-12-28", "1970-01-03", 7);
    }

    /** Counts the readings, one a day at an hour, that each window has. */
    private static void count(String name, WindowFn<Object, IntervalWindow> windows, String from, String until, int hour) {
        SEEN.clear();
        List<TimestampedValue<String>> readings = LocalDate.parse(from)
                .datesUntil(LocalDate.parse(until))
                .map(day -> TimestampedValue.of(
                        day.toString(),
                        new Instant(day.atTime(hour, 0).toInstant(ZoneOffset.UTC).toEpochMilli())))
                .collect(Collectors.toList());
        Pipeline pipeline = Pipeline.create();
        pipeline.apply(Create.timestamped(readings))
                .apply(Window.<String>into(windows))
                .apply(Combine.globally(Count.<String>combineFn()).withoutDefaults())
                .apply(ParDo.of(new Say()));
        pipeline.run().waitUntilFinish();
        for (String line : new TreeSet<>(SEEN)) {
            System.out.println(name + " " + line);
        }
    }

    static class Say extends DoFn<Long, Void> {
        @ProcessElement
        public void say(@Element Long count, BoundedWindow window) {
            SEEN.add(((IntervalWindow) window).start().toString().substring(0, 10) + ": " + count);
        }
    }
}
JAVA

javac -cp 'lib/*' Before1970.java 2> log || { cat log; exit 1; }

cat > expected <<'OUT'
year of 1968-01-01: 1
year of 1969-01-01: 366
year of 1970-01-01: 729
year of 1971-01-01: 365
month of 1969-11-01: 1
month of 1969-12-01: 30
month of 1970-01-01: 61
month of 1970-02-01: 28
day of 1969-12-29: 1
day of 1969-12-30: 1
day of 1969-12-31: 2
day of 1970-01-01: 1
day of 1970-01-02: 1
OUT

echo "beam-sdks-java-core $beam, one reading a day"
java -cp '.:lib/*' Before1970 2> log | tee seen || { cat log; exit 1; }
diff expected seen
