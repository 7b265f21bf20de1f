package io.undercurrent.format.csv;

import io.undercurrent.format.mapping.FileForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/** The first rows of a file of which nothing is known but that it has a header. */
public final class CsvSample {

    private CsvSample() {}

    /**
     * Gives the header and each row to {@code receiver}.
     *
     * @param most rows that are read
     * @return with the delimiter that is the most frequent in the header, and the charset that the first bytes fit
     * @throws IllegalArgumentException if the file is no such file
     */
    public static FileForm read(Path file, int most, BiConsumer<List<String>, List<String>> receiver)
            throws IOException {
        FileForm form;
        try (InputStream bytes = ReadingCsv.open(file)) {
            form = ForeignFile.likelyForm(bytes);
        }
        try (CsvRows rows = new CsvRows(file.toString(), ReadingCsv.open(file), form)) {
            for (int row = 0; row < most && rows.hasNext(); row++) {
                receiver.accept(rows.header(), rows.next().getFields());
            }
        }
        return form;
    }
}
