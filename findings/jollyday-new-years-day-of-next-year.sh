#!/usr/bin/env bash
# Jollyday: a New Year's Day that is observed on 31 December is found under neither question for that day.
#
# One would expect: isHoliday(day) is true for each day that getHolidays lists, and getHolidays(year) lists days of that year.
# What happens: 1 January 2022 was a Saturday, so the United States observed it on Friday, 31 December 2021. The library lists
# that day under 2022, and isHoliday(2021-12-31) says false, because it looks only at the holidays of 2021.
# Why it matters: a holiday covariate built day by day, or year by year, misses a closed day about every sixth year.
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

cat > NewYear.java <<'JAVA'
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;

class NewYear {
    public static void main(String[] args) {
        HolidayManager holidays = HolidayManager.getInstance(ManagerParameters.create("us"));
        LocalDate observed = LocalDate.of(2021, 12, 31);
        for (int year : new int[] {2021, 2022}) {
            boolean listed = holidays.getHolidays(Year.of(year)).stream().anyMatch(day -> day.getDate().equals(observed));
            System.out.println("listed under " + year + ": " + listed);
        }
        System.out.println("isHoliday(" + observed + "): " + holidays.isHoliday(observed));
    }
}
JAVA

cat > expected <<'OUT'
listed under 2021: false
listed under 2022: true
isHoliday(2021-12-31): false
OUT

echo "jollyday 1.8.1, calendar of the United States"
java -cp 'lib/*' NewYear.java 2> log | tee seen
diff expected seen
