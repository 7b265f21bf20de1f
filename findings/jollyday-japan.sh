#!/usr/bin/env bash
# Jollyday: the calendar of Japan lacks four of the public holidays of 2026, and has one that ended with the last emperor.
#
# One would expect: the calendar of a country follows its law. Japan's Act on National Holidays has the vernal equinox
# (20 March 2026), the autumnal equinox (23 September), a day between two holidays (22 September, after Respect for the Aged
# Day on the 21st), a substitute for a holiday on a Sunday (6 May for 3 May) and, since 2020, the Emperor's Birthday on
# 23 February.
# What happens: none of the four is there, and the Emperor's Birthday is on 23 December, as it was until 2018.
# Why it matters: a model that is given these holidays learns a closed day in December, when shops are full.
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
      <groupId>de.focus-shift</groupId>
      <artifactId>jollyday-core</artifactId>
      <version>1.8.1</version>
    </dependency>
    <dependency>
      <groupId>de.focus-shift</groupId>
      <artifactId>jollyday-jackson</artifactId>
      <version>1.8.1</version>
    </dependency>
  </dependencies>
</project>
XML
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib

cat > Japan.java <<'JAVA'
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;

class Japan {
    public static void main(String[] args) {
        HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create("jp"));
        for (String day : new String[] {"02-23", "03-20", "05-03", "05-06", "09-21", "09-22", "09-23", "12-23"}) {
            LocalDate date = LocalDate.parse("2026-" + day);
            System.out.println(date + " " + holidays.isHoliday(date));
        }
    }
}
JAVA

cat > expected <<'OUT'
2026-02-23 false
2026-03-20 false
2026-05-03 true
2026-05-06 false
2026-09-21 true
2026-09-22 false
2026-09-23 false
2026-12-23 true
OUT

echo "jollyday 1.8.1, calendar of Japan"
java -cp 'lib/*' Japan.java 2> log | tee seen
diff expected seen
