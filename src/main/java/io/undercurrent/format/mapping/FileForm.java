package io.undercurrent.format.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * How the text of a file is laid out.
 *
 * @param delimiter between the cells of a row
 * @param charset of its bytes; one that has ASCII's characters in ASCII's places
 * @param seriesValue the value that all columns but that of the date have, where each is a series; empty where each is a value
 */
public record FileForm(char delimiter, Charset charset, Optional<String> seriesValue) {

    /** UTF-8, commas between cells, and a row for each series and day. */
    public static final FileForm LONG_CSV = new FileForm(',', StandardCharsets.UTF_8, Optional.empty());

    public FileForm {
        Objects.requireNonNull(charset, "charset");
        Objects.requireNonNull(seriesValue, "seriesValue");
    }
}
