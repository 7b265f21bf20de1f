package io.undercurrent.format.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in one part of a file, one after the other. What is wrong with them is an {@link UncheckedIOException}. */
final class ColumnPages implements PageReader {

    private final ColumnMetaData column;
    private final byte[] bytes;
    private final ByteArrayInputStream in;
    /** A header that was read and whose page was not. */
    private PageHeader ahead;

    ColumnPages(ColumnMetaData column, byte[] bytes) {
        this.column = column;
        this.bytes = bytes;
        in = new ByteArrayInputStream(bytes);
    }

    @Override
    public long getTotalValueCount() {
        return column.getNum_values();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
        try {
            PageHeader header = header();
            if (header.getType() != PageType.DICTIONARY_PAGE) {
                ahead = header;
                return null;
            }
            DictionaryPageHeader dictionary = present(header.getDictionary_page_header());
            return new DictionaryPage(
                    BytesInput.from(decompressed(header, start(header), 0)),
                    dictionary.getNum_values(),
                    encoding(dictionary.getEncoding()));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public DataPage readPage() {
        try {
            for (PageHeader header = header(); ; header = header()) {
                int start = start(header);
                if (header.getType() == PageType.DATA_PAGE) {
                    return page(header, present(header.getData_page_header()), start);
                }
                if (header.getType() == PageType.DATA_PAGE_V2) {
                    return page(header, present(header.getData_page_header_v2()), start);
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    private PageHeader header() throws IOException {
        PageHeader header = ahead == null ? Util.readPageHeader(in) : ahead;
        ahead = null;
        return header;
    }

    /** Where the bytes of a page begin, which are passed over. */
    private int start(PageHeader header) throws IOException {
        int start = bytes.length - in.available();
        int length = header.getCompressed_page_size();
        if (length < 0 || header.getUncompressed_page_size() < 0 || length > in.available()) {
            throw new IOException("a page has " + length + " bytes, and the column only " + in.available() + " more");
        }
        in.skipNBytes(length);
        if (header.isSetCrc()) {
            CRC32 crc = new CRC32();
            crc.update(bytes, start, length);
            if ((int) crc.getValue() != header.getCrc()) {
                throw new IOException("the checksum of a page is wrong");
            }
        }
        return start;
    }

    private DataPage page(PageHeader header, DataPageHeader data, int start) throws IOException {
        byte[] page = decompressed(header, start, 0);
        return new DataPageV1(
                BytesInput.from(page),
                data.getNum_values(),
                page.length,
                null,
                encoding(data.getRepetition_level_encoding()),
                encoding(data.getDefinition_level_encoding()),
                encoding(data.getEncoding()));
    }

    /** Pages of the second kind have their levels before the values, and never compressed. */
    private DataPage page(PageHeader header, DataPageHeaderV2 data, int start) throws IOException {
        int repetitions = data.getRepetition_levels_byte_length();
        int definitions = data.getDefinition_levels_byte_length();
        if (repetitions < 0 || definitions < 0 || (long) repetitions + definitions > header.getCompressed_page_size()) {
            throw new IOException("the levels of a page are longer than the page");
        }
        int levels = repetitions + definitions;
        byte[] values = data.isIs_compressed()
                ? decompressed(header, start, levels)
                : Arrays.copyOfRange(bytes, start + levels, start + header.getCompressed_page_size());
        return DataPageV2.uncompressed(
                data.getNum_rows(),
                data.getNum_nulls(),
                data.getNum_values(),
                BytesInput.from(Arrays.copyOfRange(bytes, start, start + repetitions)),
                BytesInput.from(Arrays.copyOfRange(bytes, start + repetitions, start + levels)),
                encoding(data.getEncoding()),
                BytesInput.from(values),
                null);
    }

    private byte[] decompressed(PageHeader header, int start, int levels) throws IOException {
        return PageCodec.decompress(
                column.getCodec(),
                bytes,
                start + levels,
                header.getCompressed_page_size() - levels,
                header.getUncompressed_page_size() - levels);
    }

    private static <T> T present(T header) throws IOException {
        if (header == null) {
            throw new IOException("a page lacks its header");
        }
        return header;
    }

    private static Encoding encoding(org.apache.parquet.format.Encoding encoding) throws IOException {
        return Encoding.valueOf(present(encoding).name());
    }
}
