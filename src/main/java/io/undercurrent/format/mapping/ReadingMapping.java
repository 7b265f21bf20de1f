package io.undercurrent.format.mapping;

import io.undercurrent.format.ReadingFormat;
import io.undercurrent.format.ReadingParser;
import io.undercurrent.format.encoding.Encoding;
import io.undercurrent.format.schema.RegistryNews;
import io.undercurrent.series.Columns;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * Where to find series, day and values in the messages of a topic or the rows of a file. The only place that creates
 * the format of a topic.
 *
 * @param encoding of messages; files are texts in any case
 * @param envelope around the rows
 * @param key of the series
 * @param date where the day stands
 * @param values where values stand
 */
public record ReadingMapping(Encoding encoding, Envelope envelope, KeyRule key, DateRule date, ValueRules values)
        implements Serializable {

    /** The fields {@code key} and {@code date}, and values under their own names. */
    public static final ReadingMapping CONTRACT = new ReadingMapping(
            Encoding.JSON,
            Envelope.NONE,
            new KeyRule(false, List.of(MappingSettings.DEFAULT_KEY), MappingSettings.DEFAULT_SEPARATOR),
            new DateRule(MappingSettings.DEFAULT_DATE, null, DateRule.zone(MappingSettings.DEFAULT_ZONE)),
            ValueRules.PLAIN);

    public ReadingMapping {
        Objects.requireNonNull(encoding, "encoding");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(values, "values");
    }

    /** Whether messages follow the data contract without changes. */
    public boolean isContract() {
        return equals(CONTRACT);
    }

    /** The columns of the key in a file. Files have no message keys: what would be the whole of one is a column of its own. */
    public List<String> fileKeyFields() {
        return key.fields().isEmpty() ? List.of(MappingSettings.DEFAULT_KEY) : key.fields();
    }

    /** The format of messages that carry these columns, and whose registry nobody asks after. */
    public ReadingFormat format(Columns columns, List<String> others) {
        return format(columns, others, RegistryNews.NOBODY);
    }

    /**
     * The format of messages that carry these columns.
     *
     * @param others columns that messages for others carry
     * @param news hears when readings have to wait for a registry
     * @throws IllegalArgumentException if one of them is a column
     */
    public ReadingFormat format(Columns columns, List<String> others, RegistryNews news) {
        return isContract() ? new ReadingParser(columns, others) : new MappedFormat(this, columns, others, news);
    }
}
