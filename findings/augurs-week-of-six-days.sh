#!/usr/bin/env bash
# Grafana's augurs for JavaScript: the season that it detects in equal weeks is 6, 7, 14, 30, 126 or 254 days, by the length of the series.
#
# One would expect: 7, whether the series has ten equal weeks or a hundred and forty: there is no noise, no trend and no gap. With more weeks
# the answer only gets surer.
# What happens: ten weeks have a season of 6 days, fourteen one of 30, twenty one of 7, and 1000 days one of 254. Where it is longer than the
# week, the level of the series is taken for a season: less their mean, 1000 days have one of 7. The 6 stays. With maxPeriod 30, for
# whoever looks for weeks and months alone, the 7 of the longer series becomes a 6, too.
# Why it matters: what is detected goes on to the decomposition (MSTL) of the same package. With a season of six days that forecasts about
# the mean for each day, where with seven it repeats the week; and as the series grows, the season changes.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts @bsull/augurs@0.10.2

cat > seasons.mjs <<'JS'
import { readFileSync } from 'node:fs';
import * as mstl from '@bsull/augurs/mstl';
import * as seasons from '@bsull/augurs/seasons';

const code = (name) => readFileSync(`node_modules/@bsull/augurs/${name}_bg.wasm`);
seasons.initSync({ module: code('seasons') });
mstl.initSync({ module: code('mstl') });

const week = [100, 110, 120, 130, 140, 150, 160];
const series = (days) => Float64Array.from({ length: days }, (_, day) => week[day % 7]);
const detected = (days, options) => [...seasons.seasonalities(days, options)].join(' ');

console.log('days: season, less the mean, maxPeriod 30');
for (const days of [56, 70, 98, 140, 364, 500, 730, 1000]) {
  const raw = series(days);
  console.log(`${days}: ${detected(raw)}, ${detected(raw.map((sales) => sales - 130))}, ${detected(raw, { maxPeriod: 30 })}`);
}
for (const season of [7, 6]) {
  const model = mstl.MSTL.ets([season]);
  model.fit(series(70));
  console.log(`forecast with ${season}: ${model.predict(7).point.map((sales) => sales.toFixed(0)).join(' ')}`);
}
JS

cat > expected <<'OUT'
days: season, less the mean, maxPeriod 30
56: 14, 7, 14
70: 6, 6, 6
98: 30, 6, 6
140: 7, 7, 6
364: 7, 7, 6
500: 126, 7, 6
730: 7, 7, 6
1000: 254, 7, 6
forecast with 7: 100 110 120 130 140 150 160
forecast with 6: 130 132 132 131 130 126 130
OUT

echo "@bsull/augurs 0.10.2 (npm), the week 100 110 120 130 140 150 160 again and again"
node seasons.mjs | tee seen
diff expected seen
