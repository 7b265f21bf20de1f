#!/usr/bin/env bash
# @dsnp/parquetjs, the fork of parquetjs that is kept up: a price of 19.99 is written as 19.98, and one of up to nine digits is read back as another.
#
# One would expect: DECIMAL is the type for money because it holds 19.99 exactly. Given the number 19.99 for a DECIMAL with two digits behind the point, a
# writer writes 1999 hundredths, and reads back what it wrote.
# What happens: it multiplies by 100 and drops what is behind the point. In floating point, 19.99 · 100 lies just below 1999. Of the prices from 0.01 to
# 100.00, 573 lose a cent. Of a precision up to nine digits it writes eight bytes a price and reads four: each second price is 0, and the second half
# of the prices is missing. No error is raised.
# Why it matters: prices are covariates of sales, and prices that end in 99 are the usual ones. Those that are a cent off look right, and compared with
# the same prices from elsewhere each day is one of a changed price.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y > init.log
npm install --silent --no-audit --no-fund --ignore-scripts @dsnp/parquetjs@1.8.9 hyparquet@1.31.5

cat > prices.mjs <<'JS'
import parquetjs from '@dsnp/parquetjs';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';

const { ParquetReader, ParquetSchema, ParquetWriter } = parquetjs;

async function write(file, precision, prices) {
  const schema = new ParquetSchema({ price: { type: 'DECIMAL', precision, scale: 2 } });
  const writer = await ParquetWriter.openFile(schema, file);
  for (const price of prices) {
    await writer.appendRow({ price });
  }
  await writer.close();
}

async function itself(file) {
  const reader = await ParquetReader.openFile(file);
  const cursor = reader.getCursor();
  const prices = [];
  for (let row = await cursor.next(); row; row = await cursor.next()) {
    prices.push(row.price);
  }
  await reader.close();
  return prices;
}

async function other(file) {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  return rows.map((row) => row.price);
}

const text = (prices) => prices.map((price) => Number(price).toFixed(2)).join(' ');
const some = [19.99, 4.35, 8.2, 5.0];
for (const precision of [9, 10]) {
  const file = `${precision}.parquet`;
  await write(file, precision, some);
  console.log(`DECIMAL(${precision}, 2) of ${text(some)}: hyparquet reads ${text(await other(file))}, parquetjs ${text(await itself(file))}`);
}
const all = Array.from({ length: 10000 }, (_, cents) => (cents + 1) / 100);
await write('all.parquet', 10, all);
const read = await other('all.parquet');
console.log(`of ${all.length} prices ${all.filter((price, row) => price - read[row] > 0.005).length} are a cent less`);
JS

cat > expected <<'OUT'
DECIMAL(9, 2) of 19.99 4.35 8.20 5.00: hyparquet reads 19.98 4.34 8.19 5.00, parquetjs 19.98 0.00 4.34 0.00
DECIMAL(10, 2) of 19.99 4.35 8.20 5.00: hyparquet reads 19.98 4.34 8.19 5.00, parquetjs 19.98 4.34 8.19 5.00
of 10000 prices 573 are a cent less
OUT

echo "@dsnp/parquetjs 1.8.9, hyparquet 1.31.5 (npm)"
node prices.mjs | tee seen
diff expected seen
