#!/usr/bin/env bash
# netcdfjs, which reads NetCDF in JavaScript, reads padding as values: a year of packed temperatures has 366 days, and three stations are four.
#
# One would expect: a variable over 365 days has 365 values. The format pads variables of bytes and shorts to a multiple of four bytes, and the
# dimensions say how many values there are.
# What happens: the reader counts by the padded size. A year of 365 shorts ends with a value more, 0, which unpacks to add_offset. In a file
# that grows by the day, each day of three stations has a fourth value. No error is raised.
# Why it matters: temperatures are often packed as shorts, and the days of most years are odd. Years that are put one after the other drift by a
# day each, and the mean over the stations takes in one that does not exist.
set -euo pipefail

cdm=4.5.5
netcdfjs=4.0.0
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
    <dependency><groupId>edu.ucar</groupId><artifactId>cdm</artifactId><version>$cdm</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dstyle.color=never dependency:copy-dependencies -DoutputDirectory=lib
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts "netcdfjs@$netcdfjs"

cat > Write.java <<'JAVA'
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;
import ucar.nc2.Dimension;
import ucar.nc2.NetcdfFile;
import ucar.nc2.NetcdfFileWriter;
import ucar.nc2.Variable;

public class Write {
    private static final int DAYS = 365;

    /** Writes the temperature of each day in hundredths of a degree: of one place for a year, and of three stations day by day. */
    public static void main(String[] args) throws Exception {
        NetcdfFileWriter year = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, "year.nc");
        year.addDimension(null, "day", DAYS);
        Variable one = packed(year, "day");
        year.create();
        year.write(one, temperatures(DAYS, 1));
        year.close();

        NetcdfFileWriter stations = NetcdfFileWriter.createNew(NetcdfFileWriter.Version.netcdf3, "stations.nc");
        stations.addUnlimitedDimension("day");
        stations.addDimension(null, "station", 3);
        Variable day = stations.addVariable(null, "day", DataType.INT, "day");
        Variable three = packed(stations, "day station");
        stations.create();
        stations.write(day, Array.factory(DataType.INT, new int[] {2}, new int[] {0, 1}));
        stations.write(three, temperatures(2, 3));
        stations.close();

        for (String file : new String[] {"year.nc", "stations.nc"}) {
            NetcdfFile read = NetcdfFile.open(file);
            System.out.println("NetCDF for Java, " + file + ": " + read.findVariable("temperature").read().getSize() + " values");
            read.close();
        }
    }

    private static Variable packed(NetcdfFileWriter file, String dimensions) {
        Variable temperature = file.addVariable(null, "temperature", DataType.SHORT, dimensions);
        temperature.addAttribute(new Attribute("scale_factor", 0.01));
        temperature.addAttribute(new Attribute("add_offset", 10.0));
        return temperature;
    }

    private static Array temperatures(int days, int stations) {
        short[] values = new short[days * stations];
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) (101 + i);
        }
        return Array.factory(DataType.SHORT, stations == 1 ? new int[] {days} : new int[] {days, stations}, values);
    }
}
JAVA
javac -cp 'lib/*' Write.java

cat > read.mjs <<'JS'
import { readFileSync } from 'node:fs';
import { NetCDFReader } from 'netcdfjs';

const year = new NetCDFReader(readFileSync('year.nc'));
const days = year.getDataVariable('temperature');
console.log(`netcdfjs, year.nc: day ${year.dimensions[0].size}, ${days.length} values, the last ${days.slice(-3).join(' ')}`);
const stations = new NetCDFReader(readFileSync('stations.nc'));
console.log(`netcdfjs, stations.nc: station ${stations.dimensions[1].size}`);
for (const row of stations.getDataVariable('temperature')) {
  console.log(`  ${row.join(' ')}`);
}
JS

cat > expected <<'OUT'
NetCDF for Java, year.nc: 365 values
NetCDF for Java, stations.nc: 6 values
netcdfjs, year.nc: day 365, 366 values, the last 464 465 0
netcdfjs, stations.nc: station 3
  101 102 103 0
  104 105 106 0
OUT

echo "netcdfjs $netcdfjs (npm), edu.ucar:cdm $cdm"
{ java -cp '.:lib/*' Write && node read.mjs; } 2> log | tee seen || { cat log; exit 1; }
diff expected seen
