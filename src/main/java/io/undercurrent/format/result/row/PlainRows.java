package io.undercurrent.format.result.row;

import io.undercurrent.format.JsonRecord;

/** Rows to JSON objects without a schema; days are texts such as {@code 2025-03-18}. */
final class PlainRows implements RowEncoder {

    private final JsonRecord json = new JsonRecord();

    @Override
    public byte[] write(Row row) {
        return json.write(generator -> row.tell(new JsonRowFields(json, generator, JsonRecord::writeDay)));
    }
}
