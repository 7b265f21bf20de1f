#!/usr/bin/env bash
# The timeseries-analysis package of npm: its exponential average remembers one day, and a look for outliers changes the series.
#
# One would expect: an exponential average carries all that was before, so that a single day of 100 among zeros fades out over the days that follow. A
# linearly weighted one gives the latest day the largest weight. Asking for outliers leaves the series as it is.
# What happens: ema() mixes a day with the day before it and with nothing else: two days after the 100 it is 0. In lwma() the oldest day has the largest
# weight. outliers() standardises the series in place: a mean of 513.93 becomes 0, reset() does not bring it back, and the array of the caller
# is changed as well.
# Why it matters: the averages look smooth and plausible. Whoever looks for outliers before a forecast gets a forecast of numbers around 0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts timeseries-analysis@1.0.12

cat > averages.cjs <<'JS'
const { main: Series } = require('timeseries-analysis');

const days = (values) => values.map((value, day) => [new Date(Date.UTC(2025, 0, 1 + day)), value]);
const text = (values) => values.map((value) => Number(value.toFixed(2))).join(' ');

const peak = [0, 0, 0, 100, 0, 0, 0, 0];
console.log('ema, period 3:  ', text(new Series(days(peak)).ema({ period: 3 }).toArray()));
console.log('lwma, period 3: ', text(new Series(days(peak)).lwma({ period: 3 }).toArray()));

const sales = days(Array.from({ length: 28 }, (_, day) => (day === 20 ? 900 : 480 + 10 * (day % 5))));
const series = new Series(sales);
console.log('mean', series.mean().toFixed(2), 'first', sales[0][1]);
console.log('outliers', series.outliers({ threshold: 2.5 }).length);
console.log('mean', Math.abs(series.mean()).toFixed(2), 'first', sales[0][1].toFixed(2));
console.log('mean after reset', Math.abs(series.reset().mean()).toFixed(2));
JS

cat > expected <<'OUT'
ema, period 3:   0 0 0 50 50 0 0 0
lwma, period 3:  0 0 0 0 16.67 33.33 50 0
mean 513.93 first 480
outliers 1
mean 0.00 first -0.45
mean after reset 0.00
OUT

echo "timeseries-analysis 1.0.12 (npm)"
node averages.cjs | tee seen
diff expected seen
