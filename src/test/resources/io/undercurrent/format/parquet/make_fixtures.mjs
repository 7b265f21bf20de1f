// Writes the Parquet files of ParquetReadingsTest by two programs that are not the library that reads them: DuckDB and hyparquet-writer.
//
//   npm install @duckdb/node-api@1.5.6-r.1 hyparquet-writer@0.17.0
//   node make_fixtures.mjs

import { writeFileSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer'

const duck = await (await DuckDBInstance.create(':memory:')).connect()

async function copy(select, file, options) {
  await duck.run(`COPY (${select}) TO '${file}' (FORMAT parquet, ${options})`)
}

// Row i: the series s0 to s4 in turn, a day for each five rows, and every seventh value missing
const rows = count => `
  SELECT 's' || (i % 5) AS key, DATE '2020-01-01' + (i // 5)::INTEGER AS date,
         CASE WHEN i % 7 = 0 THEN NULL ELSE i + 0.5::DOUBLE END AS sales, i % 3 = 0 AS promotion
  FROM range(${count}) AS rows(i) ORDER BY i`

for (const codec of ['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4_raw', 'brotli']) {
  await copy(rows(60), `${codec}.parquet`, `COMPRESSION ${codec}`)
}
await duck.run('SET preserve_insertion_order = true; SET threads = 1')
await copy(rows(5000), 'row-groups.parquet', 'COMPRESSION zstd, ROW_GROUP_SIZE 2048')
await copy(rows(3000), 'delta.parquet', 'COMPRESSION snappy, PARQUET_VERSION V2')

await copy(`
  SELECT 17::INTEGER AS store, 'A' AS item, DATE '2025-03-18' AS day,
         TIMESTAMP '2025-03-18 23:30:00' AS clock, TIMESTAMP_MS '2025-03-18 23:30:00' AS clock_ms,
         TIMESTAMP_NS '2025-03-18 23:30:00' AS clock_ns, TIMESTAMPTZ '2025-03-18 23:30:00+00' AS moment,
         318.5::DECIMAL(4, 1) AS small, -318.25::DECIMAL(10, 2) AS medium, 12345678901234567890.1234::DECIMAL(30, 4) AS large,
         20250318::DECIMAL(18, 0) AS whole, -7::TINYINT AS tiny, 9007199254740993::BIGINT AS big,
         18446744073709551615::UBIGINT AS unsigned, 4294967295::UINTEGER AS unsigned_int, true AS flag, 12.5::FLOAT AS real,
         '318,5' AS comma, '123e4567-e89b-12d3-a456-426614174000'::UUID AS sensor, 'b'::ENUM ('a', 'b') AS level,
         {'id': 17, 'zone': {'name': 'north'}, 'sold': 8} AS shop, [1, 2] AS several, MAP {'a': 1} AS named,
         '\\xAA'::BLOB AS bytes, INTERVAL 1 DAY AS span, 'NaN'::DOUBLE AS none, false AS __deleted`,
  'types.parquet', 'COMPRESSION zstd')
await copy(`SELECT 'a' AS key, DATE '2025-03-18' AS date, 1.5 AS sales, 'true' AS __deleted`, 'deleted.parquet', 'COMPRESSION snappy')
await copy(`SELECT NULL::VARCHAR AS key, DATE '2025-03-18' AS date, 1.5 AS sales`, 'no-key.parquet', 'COMPRESSION snappy')
await copy(`SELECT 'a' AS key, DATE '2025-03-18' AS date, 1.5 AS sales LIMIT 0`, 'empty.parquet', 'COMPRESSION snappy')
await copy(`
  SELECT DATE '2025-03-18' + i::INTEGER AS day, 10.5 + i AS "17", CASE WHEN i > 0 THEN i END AS "/18", 'fine' AS weather
  FROM range(3) AS rows(i) ORDER BY i`, 'wide.parquet', 'COMPRESSION snappy')
await copy(`
  SELECT unnest(['a', 'a', 'b']) AS key, DATE '2025-03-18' AS date, unnest([1, 2, 3]) AS sales`, 'again.parquet', 'COMPRESSION snappy')

// Pages of the second kind, several to a column, and moments in 96 bits as Spark and Impala write them
const at = new Date('2025-03-18T23:30:00Z')
const moments = [0, 1, 2, 3, 4].map(i => new Date(at.getTime() + i * 86_400_000))
writeFileSync('pages.parquet', new Uint8Array(parquetWriteBuffer({
  columnData: [
    { name: 'key', data: ['a', 'a', 'b', 'b', 'b'], type: 'STRING', encoding: 'PLAIN' },
    { name: 'date', data: moments, type: 'TIMESTAMP' },
    { name: 'sales', data: [1.5, null, 3.5, null, 5.5], type: 'DOUBLE', encoding: 'BYTE_STREAM_SPLIT' },
  ],
  rowGroupSize: [2, 3],
  pageSize: 8,
})))
// The program does not know these: their bytes are those of 12 bytes, as which they are written before they get their name.
const int96 = moments.map(moment => {
  const days = Math.floor(moment.getTime() / 86_400_000)
  const bytes = new DataView(new ArrayBuffer(12))
  bytes.setBigInt64(0, BigInt(moment.getTime() - days * 86_400_000) * 1_000_000n, true)
  bytes.setInt32(8, days + 2_440_588, true)
  return new Uint8Array(bytes.buffer)
})
const bytes = new ByteWriter()
const writer = new ParquetWriter({
  writer: bytes,
  statistics: false,
  schema: [
    { name: 'root', num_children: 3 },
    { name: 'key', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
    { name: 'date', type: 'FIXED_LEN_BYTE_ARRAY', type_length: 12, repetition_type: 'REQUIRED' },
    { name: 'sales', type: 'INT32', repetition_type: 'REQUIRED' },
  ],
})
writer.write({
  columnData: [
    { name: 'key', data: ['a', 'a', 'b', 'b', 'b'] },
    { name: 'date', data: int96 },
    { name: 'sales', data: [1, 2, 3, 4, 5] },
  ],
})
writer.schema[2].type = 'INT96'
delete writer.schema[2].type_length
writer.row_groups[0].columns[1].meta_data.type = 'INT96'
writer.finish()
writeFileSync('int96.parquet', new Uint8Array(bytes.getBuffer()))
