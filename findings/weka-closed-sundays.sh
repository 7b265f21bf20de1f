#!/usr/bin/env bash
# Weka's time series forecasting: the days of a shop that is closed on Sundays are forecast 28 hours apart.
#
# One would expect: a column of dates with one row a day, less the Sundays, is daily with gaps, as it is with a single day missing. Or the
# forecaster refuses, and asks for its periodicity.
# What happens: it finds no periodicity and takes the mean distance of rows, 28 hours, as the step. Its forecasts are for moments such as
# 03:52 on Thursday; it forecasts a Sunday, with a value of its own, and passes over Wednesday, 2 April. The day of the week that the
# model is given is the one of these moments. Nothing is logged. setPeriodicity(DAILY) with setSkipEntries("sun") puts it right.
# Why it matters: the result holds no dates, so the forecasts are taken in their order. Taken for the next days the shop is open, the
# first Sunday's value stands at the Monday; taken for the next days of the calendar, all are a day off after a week, and more later.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>nz.ac.waikato.cms.weka</groupId>
      <artifactId>timeseriesForecasting</artifactId>
      <version>1.1.27</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib

cat > Sundays.java <<'JAVA'
import java.io.PrintStream;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import weka.classifiers.evaluation.NumericPrediction;
import weka.classifiers.functions.LinearRegression;
import weka.classifiers.timeseries.WekaForecaster;
import weka.core.Instances;
import weka.filters.supervised.attribute.TSLagMaker;
import weka.filters.supervised.attribute.TSLagMaker.Periodicity;

class Sundays {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("EEE dd MMM HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public static void main(String[] args) throws Exception {
        LocalDate gap = LocalDate.of(2025, 2, 13);
        forecast("a day missing", day -> !day.equals(gap), false);
        forecast("no Sundays", day -> day.getDayOfWeek() != DayOfWeek.SUNDAY, false);
        forecast("no Sundays, told", day -> day.getDayOfWeek() != DayOfWeek.SUNDAY, true);
    }

    /** Fits a series that depends on the day of the week alone, and prints the moments of the eight days ahead. */
    private static void forecast(String name, Predicate<LocalDate> open, boolean told) throws Exception {
        StringBuilder arff = new StringBuilder("@relation shop\n@attribute day date yyyy-MM-dd\n@attribute sales numeric\n@data\n");
        LocalDate.of(2025, 1, 6)
                .datesUntil(LocalDate.of(2025, 3, 27))
                .filter(open)
                .forEach(day -> arff.append(day + "," + (100 + 10 * day.getDayOfWeek().getValue()) + "\n"));
        Instances days = new Instances(new StringReader(arff.toString()));
        WekaForecaster forecaster = new WekaForecaster();
        forecaster.setFieldsToForecast("sales");
        forecaster.setBaseForecaster(new LinearRegression());
        TSLagMaker lags = forecaster.getTSLagMaker();
        lags.setTimeStampField("day");
        lags.setMaxLag(7);
        lags.setAddDayOfWeek(true);
        if (told) {
            lags.setPeriodicity(Periodicity.DAILY);
            lags.setSkipEntries("sun");
        }
        PrintStream log = new PrintStream("log");
        forecaster.buildForecaster(new Instances(days), log);
        forecaster.primeForecaster(new Instances(days));
        double moment = lags.getCurrentTimeStampValue();
        List<List<NumericPrediction>> ahead = forecaster.forecast(8, log);
        System.out.println(name + ": " + lags.getPeriodicity() + ", last " + moment((long) moment));
        for (int lead = 0; lead < ahead.size(); lead++) {
            moment = lags.advanceSuppliedTimeValue(moment);
            System.out.println("  " + (lead + 1) + " " + moment((long) moment) + " "
                    + Math.round(ahead.get(lead).get(0).predicted()));
        }
    }

    private static String moment(long milliseconds) {
        return MOMENT.format(Instant.ofEpochMilli(milliseconds));
    }
}
JAVA
cat > expected <<'OUT'
a day missing: DAILY, last Wed 26 Mar 00:00
  1 Thu 27 Mar 00:00 140
  2 Fri 28 Mar 00:00 150
  3 Sat 29 Mar 00:00 160
  4 Sun 30 Mar 00:00 170
  5 Mon 31 Mar 00:00 110
  6 Tue 01 Apr 00:00 120
  7 Wed 02 Apr 00:00 130
  8 Thu 03 Apr 00:00 140
no Sundays: UNKNOWN, last Wed 26 Mar 00:00
  1 Thu 27 Mar 03:52 140
  2 Fri 28 Mar 07:45 150
  3 Sat 29 Mar 11:38 160
  4 Sun 30 Mar 15:31 134
  5 Mon 31 Mar 19:24 110
  6 Tue 01 Apr 23:17 120
  7 Thu 03 Apr 03:10 140
  8 Fri 04 Apr 07:03 150
no Sundays, told: DAILY, last Wed 26 Mar 00:00
  1 Thu 27 Mar 00:00 140
  2 Fri 28 Mar 00:00 150
  3 Sat 29 Mar 00:00 160
  4 Mon 31 Mar 00:00 110
  5 Tue 01 Apr 00:00 120
  6 Wed 02 Apr 00:00 130
  7 Thu 03 Apr 00:00 140
  8 Fri 04 Apr 00:00 150
OUT

echo "nz.ac.waikato.cms.weka:timeseriesForecasting 1.1.27, sales of 100 + 10 · the number of the day of the week"
WEKA_HOME="$folder/weka" java -Djava.awt.headless=true -Duser.timezone=UTC -Dfile.encoding=UTF-8 -cp 'lib/*' Sundays.java 2> errors | tee seen || cat errors
diff expected seen
