#!/usr/bin/env bash
# jHDF, HDF5 in pure Java, reads days that were never written as 0, where the file says what they are to be read as.
#
# One would expect: a dataset may leave chunks unwritten, and its fill value stands for them. Days that were not measured read as -9999 where that is
# the fill value, as NetCDF-4 files of the weather have it, and as the C library reads them.
# What happens: the days of a chunk that was never written are 0, while getFillValue() of the same dataset says -9999. In a chunk of which a few days
# were written, the others are -9999, so that missing days come in two kinds. No error is raised.
# Why it matters: a summer in which the station was closed reads as one without rain, and a shop that was not yet open as one that sold nothing. Who looks
# for the fill value finds some of the missing days and takes the rest for measured.
set -euo pipefail

jhdf=0.13.0
hdf5=1.14.3-1.5.10
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
    <dependency><groupId>io.jhdf</groupId><artifactId>jhdf</artifactId><version>$jhdf</version></dependency>
    <dependency><groupId>org.bytedeco</groupId><artifactId>hdf5-platform</artifactId><version>$hdf5</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B -Dstyle.color=never -Djavacpp.platform.host dependency:copy-dependencies -DoutputDirectory=lib

cat > Rain.java <<'JAVA'
import io.jhdf.HdfFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.hdf5.*;
import org.bytedeco.hdf5.global.hdf5;
import org.bytedeco.javacpp.DoublePointer;

public class Rain {
    private static final int WEEKS = 3;
    private static final DataType TYPE = new DataType(PredType.NATIVE_DOUBLE());

    public static void main(String[] args) {
        write();
        try (HdfFile file = new HdfFile(Path.of("rain.h5"))) {
            var rain = file.getDatasetByPath("rain");
            double[] days = (double[]) rain.getData();
            System.out.println("jHDF, fill value " + rain.getFillValue());
            print(days);
        }
    }

    /** Writes the first week, nothing of the second, and three days of the third. */
    private static void write() {
        long[] length = {7 * WEEKS};
        try (H5File file = new H5File("rain.h5", hdf5.H5F_ACC_TRUNC)) {
            DSetCreatPropList layout = new DSetCreatPropList();
            layout.setChunk(1, new long[] {7});
            layout.setFillValue(TYPE, new DoublePointer(-9999.0));
            DataSet rain = file.createDataSet("rain", TYPE, new DataSpace(1, length), layout,
                    DSetAccPropList.DEFAULT(), LinkCreatPropList.DEFAULT());
            write(rain, 0, 7);
            write(rain, 14, 3);
            DoublePointer read = new DoublePointer(length[0]);
            rain.read(read, TYPE);
            double[] days = new double[7 * WEEKS];
            read.get(days);
            System.out.println("HDF5 for C");
            print(days);
            rain.close();
        }
    }

    private static void write(DataSet rain, long from, int days) {
        double[] values = new double[days];
        Arrays.fill(values, 2.5);
        DataSpace there = rain.getSpace();
        there.selectHyperslab(hdf5.H5S_SELECT_SET, new long[] {days}, new long[] {from});
        DataSpace here = new DataSpace(1, new long[] {days});
        rain.write(new DoublePointer(values), TYPE, here, there, DSetMemXferPropList.DEFAULT());
    }

    private static void print(double[] days) {
        for (int week = 0; week < WEEKS; week++) {
            System.out.println("  week " + (week + 1) + " " + Arrays.toString(Arrays.copyOfRange(days, 7 * week, 7 * week + 7)));
        }
    }
}
JAVA

cat > expected <<'OUT'
HDF5 for C
  week 1 [2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5]
  week 2 [-9999.0, -9999.0, -9999.0, -9999.0, -9999.0, -9999.0, -9999.0]
  week 3 [2.5, 2.5, 2.5, -9999.0, -9999.0, -9999.0, -9999.0]
jHDF, fill value -9999.0
  week 1 [2.5, 2.5, 2.5, 2.5, 2.5, 2.5, 2.5]
  week 2 [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
  week 3 [2.5, 2.5, 2.5, -9999.0, -9999.0, -9999.0, -9999.0]
OUT

echo "jhdf $jhdf, hdf5 $hdf5"
java -cp 'lib/*' Rain.java 2> log | tee seen || { cat log; exit 1; }
diff expected seen
