#!/usr/bin/env bash
# The tdigest package of npm: a product that is not sold on seven days of ten has a median of nearly 2 sold a day.
#
# One would expect: 0, up to the 70th percentile. A t-digest approximates, but its groups of values are small, and a median among nothing but zeros is
# one of zeros. The t-digest for Java, by the author of the method, gives 0, for 100 days and for 10,000.
# What happens: equal values go into one group, however many they are, and between the middles of two groups the quantiles lie on a line. From the 35th
# percentile on they rise above 0, through numbers that were never sold. More days do not help.
# Why it matters: most products of most shops are not sold on most days. Forecasts and stocks by quantiles of such days are too high from the
# lower third on, and the more often a value occurs, the further they err.
set -euo pipefail

npm=0.1.3
java=3.3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts "tdigest@$npm"
mvn -q -B -Dstyle.color=never dependency:copy -Dartifact=com.tdunning:t-digest:$java -DoutputDirectory=.

cat > sold.cjs <<'JS'
const { TDigest } = require('tdigest');

for (const times of [1, 100]) {
  const digest = new TDigest();
  for (let day = 0; day < 100 * times; day++) {
    digest.push(day % 10 < 7 ? 0 : 5 + (Math.floor(day / 10) % 3));
  }
  digest.compress();
  const quantiles = [0.3, 0.4, 0.5, 0.6, 0.9].map((p) => `${p}: ${digest.percentile(p).toFixed(2)}`);
  console.log(`npm,  ${100 * times} days: ${quantiles.join(', ')}`);
}
JS
cat > Sold.java <<'JAVA'
import com.tdunning.math.stats.TDigest;
import java.util.Locale;
import java.util.StringJoiner;

class Sold {
    public static void main(String[] args) {
        for (int times : new int[] {1, 100}) {
            TDigest digest = TDigest.createMergingDigest(100);
            for (int day = 0; day < 100 * times; day++) {
                digest.add(day % 10 < 7 ? 0 : 5 + day / 10 % 3);
            }
            StringJoiner quantiles = new StringJoiner(", ");
            for (double p : new double[] {0.3, 0.4, 0.5, 0.6, 0.9}) {
                quantiles.add(String.format(Locale.ROOT, "%s: %.2f", p, digest.quantile(p)));
            }
            System.out.println("Java, " + 100 * times + " days: " + quantiles);
        }
    }
}
JAVA

cat > expected <<'OUT'
npm,  100 days: 0.3: 0.00, 0.4: 0.61, 0.5: 1.83, 0.6: 3.05, 0.9: 6.39
npm,  10000 days: 0.3: 0.00, 0.4: 0.62, 0.5: 1.87, 0.6: 3.12, 0.9: 6.50
Java, 100 days: 0.3: 0.00, 0.4: 0.00, 0.5: 0.00, 0.6: 0.00, 0.9: 6.00
Java, 10000 days: 0.3: 0.00, 0.4: 0.00, 0.5: 0.00, 0.6: 0.00, 0.9: 6.56
OUT

echo "tdigest $npm (npm), com.tdunning:t-digest $java, quantiles of what is sold a day: 0 on seven days of ten, 5 to 7 on the others"
{ node sold.cjs && java -cp "t-digest-$java.jar" Sold.java; } 2> log | tee seen || { cat log; exit 1; }
diff expected seen
