package io.undercurrent.job;

import java.util.Collection;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * Settings of RocksDB for its look-ups, which Flink has no options for. With many series a reading asks for values that were
 * written a day of all series ago: in files, mostly of the last level.
 *
 * <ul>
 *   <li>Write buffers have Bloom filters, or their lists would be walked for each value.
 *   <li>Files of the last level have none: what comes that far is there, unless the series is new.
 * </ul>
 *
 * <p>Flink makes one by its name wherever it opens RocksDB.
 */
public final class LookupOptions implements RocksDBOptionsFactory {

    private static final long serialVersionUID = 1;

    /** Of a write buffer: ten bits for each value, where values have 600 bytes. */
    private static final double WRITE_BUFFER_FILTER = 0.002;

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER)
                .setMemtableWholeKeyFiltering(true)
                .setOptimizeFiltersForHits(true);
    }
}
