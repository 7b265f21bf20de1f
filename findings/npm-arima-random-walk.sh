#!/usr/bin/env bash
# The arima package of npm: ARIMA(0,1,0) does not forecast the last value, but what the memory happened to hold.
#
# One would expect: ARIMA(0,1,0) is the random walk, the usual yardstick; its forecast is the last value for every day ahead.
# What happens: the forecast has nothing to do with the series. The same series as ARIMA(0,1,1) is forecast at its level.
# No error is raised, and the values differ with what was computed before.
# Why it matters: a comparison with "the naive forecast" by this package is a comparison with noise.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts arima@0.2.8

cat > walk.cjs <<'JS'
const ARIMA = require('arima');
const series = Array.from({ length: 200 }, (_, day) => 1000 + 20 * Math.sin(day * day));
const last = series[series.length - 1];
const forecast = (order) => new ARIMA({ ...order, verbose: false }).train(series).predict(3)[0];
const moving = forecast({ p: 0, d: 1, q: 1 });
const walk = forecast({ p: 0, d: 1, q: 0 });
console.log('last value', last.toFixed(1));
console.log('ARIMA(0,1,1)', moving.map((value) => value.toFixed(1)).join(' '));
console.log('ARIMA(0,1,0)', walk.map((value) => value.toPrecision(4)).join(' '));
const near = (values) => values.every((value) => Math.abs(value - 1000) < 30);
console.log('near the series:', near(moving), near(walk));
JS

echo "arima 0.2.8 (npm) on 200 values between 980 and 1020"
node walk.cjs | tee seen
grep -qx 'near the series: true false' seen
