package io.undercurrent.job.source.history;

import io.undercurrent.format.ReadingRows;
import io.undercurrent.format.ReadingWriter;
import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.format.mapping.TopicMappings;
import io.undercurrent.format.parquet.ParquetReadings;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import io.undercurrent.stream.record.SourceRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/** What a job without a checkpoint reads before its topics, so that windows and states begin with it. */
public sealed interface History extends Serializable {

    /** A name for people. */
    String name();

    /**
     * All messages of another topic that it has when the job begins.
     *
     * @param name of the topic
     */
    record OfTopic(String name) implements History {

        public OfTopic {
            Objects.requireNonNull(name, "name");
        }
    }

    /**
     * The readings of a CSV or Parquet file, in its order.
     *
     * @param name the location of the file, as a URI that Flink can read
     * @param mapping which columns have what
     * @param delimiter between cells
     * @param charset name of the encoding
     * @param seriesValue the value that all columns have; null where each column is a value
     */
    record OfFile(
            String name,
            ReadingMapping mapping,
            char delimiter,
            String charset,
            String seriesValue,
            List<String> targets,
            List<String> covariates)
            implements History {

        /** The same of a form and columns. */
        public static OfFile of(String location, ReadingMapping mapping, FileForm form, Columns columns) {
            return new OfFile(
                    location,
                    mapping,
                    form.delimiter(),
                    form.charset().name(),
                    form.seriesValue().orElse(null),
                    columns.targets(),
                    columns.covariates());
        }

        public OfFile {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(mapping, "mapping");
            targets = List.copyOf(targets);
            covariates = List.copyOf(covariates);
        }

        private Columns columns() {
            return new Columns(targets, covariates);
        }

        /**
         * Opens the file.
         *
         * @throws IllegalArgumentException if it lacks a column of the job
         */
        public ReadingRows open() throws IOException {
            Path path = new Path(name);
            FileForm form = new FileForm(delimiter, Charset.forName(charset), Optional.ofNullable(seriesValue));
            if (isParquet(path)) {
                return ParquetReadings.open(name, new RemoteBytes(path), mapping, form, names -> columns());
            }
            InputStream bytes =
                    ReadingCsv.uncompressed(name, path.getFileSystem().open(path));
            return ReadingCsv.read(name, bytes, mapping, form, names -> columns());
        }

        private static boolean isParquet(Path path) throws IOException {
            try (InputStream bytes = path.getFileSystem().open(path)) {
                return ParquetReadings.isParquet(bytes);
            }
        }

        /** What readings of the file are turned into: messages as the data contract has them. */
        Messages messages() throws IOException {
            return new Messages(open(), new ReadingWriter(columns()), TopicMappings.FILE + name);
        }
    }

    /** The readings of a file as messages, whose offset is the line or row of the file. */
    final class Messages implements AutoCloseable {

        private final ReadingRows rows;
        private final ReadingWriter writer;
        private final String place;
        private long taken;

        private Messages(ReadingRows rows, ReadingWriter writer, String place) {
            this.rows = rows;
            this.writer = writer;
            this.place = place;
        }

        /** How many messages have been taken. */
        long taken() {
            return taken;
        }

        boolean hasNext() {
            return rows.hasNext();
        }

        SourceRecord next() {
            Reading reading = rows.next();
            taken++;
            return new SourceRecord(
                    place,
                    0,
                    rows.place(),
                    SourceRecord.NO_TIMESTAMP,
                    reading.key().getBytes(StandardCharsets.UTF_8),
                    writer.write(reading));
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }
}
