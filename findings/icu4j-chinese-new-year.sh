#!/usr/bin/env bash
# On which day the Chinese calendar of ICU4J begins its year.
#
# One would expect:  the day of the new moon in China's time: 6 February 2027 (new moon at 15:56 UTC, which is 23:56 in China) and 3 February
#                    2030 (16:07 UTC, 00:07 in China), as the almanacs of China and Hong Kong print them. A calendar of the Unicode
#                    Consortium is right at least for the years to come.
# What happens:      7 February 2027, and 2 February 2030. All other years from 1990 to 2060 are those of Time4J, an implementation of its own,
#                    which has both years as printed.
# Why it matters:    holidays that move with the moon are taken from such calendars. A forecast of sales misses the largest holiday of the
#                    year by a day, and no year that one would try first shows it.
set -euo pipefail

icu=79.1
time4j=5.9.4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > pom.xml <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.ibm.icu</groupId>
      <artifactId>icu4j</artifactId>
      <version>$icu</version>
    </dependency>
    <dependency>
      <groupId>net.time4j</groupId>
      <artifactId>time4j-base</artifactId>
      <version>$time4j</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib

cat > NewYears.java <<'JAVA'
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.ChineseCalendar;
import com.ibm.icu.util.TimeZone;
import java.time.LocalDate;
import java.time.ZoneOffset;
import net.time4j.PlainDate;

public class NewYears {
    public static void main(String[] args) {
        for (int year = 1990; year <= 2060; year++) {
            LocalDate icu = icu(year);
            LocalDate other = net.time4j.calendar.ChineseCalendar.ofNewYear(year)
                    .transform(PlainDate.axis()).toTemporalAccessor();
            if (!icu.equals(other)) {
                System.out.println(year + ": ICU4J " + icu + ", Time4J " + other);
            }
        }
    }

    private static LocalDate icu(int year) {
        ChineseCalendar calendar = new ChineseCalendar(TimeZone.getTimeZone("Asia/Shanghai"));
        calendar.clear();
        calendar.set(Calendar.EXTENDED_YEAR, year);
        calendar.set(Calendar.MONTH, 0);
        calendar.set(ChineseCalendar.IS_LEAP_MONTH, 0);
        calendar.set(Calendar.DAY_OF_MONTH, 1);
        return calendar.getTime().toInstant().atZone(ZoneOffset.ofHours(8)).toLocalDate();
    }
}
JAVA
javac -cp 'lib/*' NewYears.java
java -cp 'lib/*:.' NewYears | tee seen

cat > expected <<'SEEN'
2027: ICU4J 2027-02-07, Time4J 2027-02-06
2030: ICU4J 2030-02-02, Time4J 2030-02-03
SEEN
if diff expected seen; then
  echo "as found: ICU4J $icu begins the Chinese years 2027 and 2030 a day off"
else
  echo "this has changed" >&2
  exit 1
fi
