package io.undercurrent.job;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBConfigurableOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/** What RocksDB itself writes down of its settings when it is opened by a job. */
class FlinkDefaultsTest {

    @TempDir
    Path directory;

    @Test
    void reachRocksDb() throws Exception {
        List<String> options = optionsOfRocksDb(new Configuration());
        for (String expected : List.of(
                "compression_per_level=kNoCompression",
                "block_size=16384",
                "max_write_buffer_number=8",
                "max_bytes_for_level_base=536870912",
                "memtable_prefix_bloom_size_ratio=0.002000",
                "memtable_whole_key_filtering=true",
                "optimize_filters_for_hits=true")) {
            assertTrue(options.contains(expected), expected + " in " + options);
        }
    }

    @Test
    void giveWayToWhatIsGiven() throws Exception {
        Configuration given = new Configuration();
        given.set(RocksDBConfigurableOptions.MAX_WRITE_BUFFER_NUMBER, 3);
        given.set(RocksDBOptions.OPTIONS_FACTORY, Untouched.class.getName());
        List<String> options = optionsOfRocksDb(given);
        assertTrue(options.contains("max_write_buffer_number=3"), options.toString());
        assertTrue(options.contains("memtable_whole_key_filtering=false"), options.toString());
        assertTrue(options.contains("optimize_filters_for_hits=false"), options.toString());
    }

    /** A factory of a user's own. */
    public static final class Untouched implements RocksDBOptionsFactory {

        private static final long serialVersionUID = 1;

        @Override
        public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
            return current;
        }

        @Override
        public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
            return current;
        }
    }

    /** Lines of the options of a state, with the settings of the job added to those given. */
    private List<String> optionsOfRocksDb(Configuration given) throws Exception {
        Configuration settings = new Configuration(given);
        FlinkDefaults.addTo(settings, given);
        settings.set(RocksDBOptions.LOCAL_DIRECTORIES, directory.toString());
        EmbeddedRocksDBStateBackend backend =
                new EmbeddedRocksDBStateBackend().configure(settings, getClass().getClassLoader());
        KeyedOneInputStreamOperatorTestHarness<String, String, String> operator =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new Keeper()), text -> text, Types.STRING);
        operator.setStateBackend(backend);
        try {
            operator.open();
            operator.processElement("a", 0);
            return newestOptions();
        } finally {
            operator.close();
        }
    }

    private List<String> newestOptions() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path newest = files.filter(file -> file.getFileName().toString().startsWith("OPTIONS-"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            List<String> lines =
                    Files.readAllLines(newest).stream().map(String::strip).toList();
            int state = lines.indexOf("[CFOptions \"kept\"]");
            return lines.subList(state, lines.size());
        }
    }

    /** Keeps the last text of each key. */
    private static final class Keeper extends KeyedProcessFunction<String, String, String> {

        private transient ValueState<String> kept;

        @Override
        public void open(OpenContext context) {
            kept = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", Types.STRING));
        }

        @Override
        public void processElement(String text, Context context, Collector<String> out) throws IOException {
            kept.update(text);
        }
    }
}
