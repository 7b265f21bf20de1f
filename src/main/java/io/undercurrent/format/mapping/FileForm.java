package io.undercurrent.format.mapping;

import java.util.Objects;
import java.util.Optional;

/**
 * How the text of a file is laid out.
 *
 * @param delimiter between the cells of a row
 * @param seriesValue the value that all columns but that of the date have, where each is a series; empty where each is a value
 */
public record FileForm(char delimiter, Optional<String> seriesValue) {

    /** Commas between cells, and a row for each series and day. */
    public static final FileForm LONG_CSV = new FileForm(',', Optional.empty());

    public FileForm {
        Objects.requireNonNull(seriesValue, "seriesValue");
    }
}
