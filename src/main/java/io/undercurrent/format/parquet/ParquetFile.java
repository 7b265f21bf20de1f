package io.undercurrent.format.parquet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.schema.MessageType;

/** A Parquet file: the schema and the places of its parts, which stand at its end, and the bytes of the parts. */
final class ParquetFile implements AutoCloseable {

    private static final String MAGIC = "PAR1";
    private static final String MAGIC_OF_ENCRYPTED = "PARE";
    private static final int MAGIC_BYTES = MAGIC.length();
    /** The length of the footer, and the magic bytes again. */
    private static final int TAIL_BYTES = Integer.BYTES + MAGIC_BYTES;

    private final String name;
    private final FileBytes bytes;
    private final MessageType schema;
    private final String writer;
    private final List<RowGroup> groups;

    /**
     * @param name for messages
     * @param bytes closed with the file, and where there can be none
     * @throws IllegalArgumentException if this is no Parquet file, or one that is damaged or encrypted
     */
    ParquetFile(String name, FileBytes bytes) throws IOException {
        this.name = name;
        this.bytes = bytes;
        try {
            FileMetaData footer = footer();
            groups = footer.getRow_groups();
            writer = footer.getCreated_by();
            // What is said of parts is looked at where they are read.
            footer.setRow_groups(List.of());
            schema = new ParquetMetadataConverter()
                    .fromParquetMetadata(footer)
                    .getFileMetaData()
                    .getSchema();
        } catch (IllegalArgumentException | IOException refused) {
            bytes.close();
            throw refused;
        } catch (RuntimeException malformed) {
            bytes.close();
            throw damaged("its schema cannot be read: " + reason(malformed), malformed);
        }
    }

    /** Whether a file begins as Parquet files do. */
    static boolean isOne(InputStream begin) throws IOException {
        String magic = new String(begin.readNBytes(MAGIC_BYTES), StandardCharsets.ISO_8859_1);
        return magic.equals(MAGIC) || magic.equals(MAGIC_OF_ENCRYPTED);
    }

    private FileMetaData footer() throws IOException {
        long size = bytes.size();
        if (size < MAGIC_BYTES + TAIL_BYTES) {
            throw damaged("it ends too early", null);
        }
        byte[] tail = bytes.read(size - TAIL_BYTES, TAIL_BYTES);
        String magic = new String(tail, Integer.BYTES, MAGIC_BYTES, StandardCharsets.ISO_8859_1);
        if (magic.equals(MAGIC_OF_ENCRYPTED)) {
            throw new IllegalArgumentException(name + ": expected Parquet as it is, but the file is encrypted");
        }
        int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (!magic.equals(MAGIC) || length < 1 || length > size - MAGIC_BYTES - TAIL_BYTES) {
            throw damaged("its end is missing, as if it were not wholly written or copied", null);
        }
        try {
            byte[] end = bytes.read(size - TAIL_BYTES - length, length);
            FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(end), length);
            if (footer.isSetEncryption_algorithm()) {
                throw new IllegalArgumentException(name + ": expected Parquet as it is, but the file is encrypted");
            }
            return footer;
        } catch (IOException malformed) {
            throw damaged("its footer cannot be read: " + reason(malformed), malformed);
        }
    }

    String name() {
        return name;
    }

    MessageType schema() {
        return schema;
    }

    /** The program that wrote the file, as it names itself; null where it does not. */
    String writer() {
        return writer;
    }

    /** The parts of the file, each with some rows. */
    List<RowGroup> groups() {
        return groups;
    }

    /** What a part says of a column. */
    ColumnMetaData column(RowGroup group, String[] name) {
        for (ColumnChunk chunk : group.getColumns()) {
            ColumnMetaData column = chunk.getMeta_data();
            if (column != null && column.getPath_in_schema().equals(Arrays.asList(name))) {
                if (chunk.isSetFile_path()) {
                    throw new IllegalArgumentException(name + ": expected all columns in this file, but "
                            + String.join("/", name) + " is in " + chunk.getFile_path());
                }
                return column;
            }
        }
        throw damaged("a part of it lacks the column " + String.join("/", name), null);
    }

    /** The bytes of a column in a part. */
    byte[] bytes(ColumnMetaData column) throws IOException {
        long from = column.getData_page_offset();
        if (column.isSetDictionary_page_offset() && column.getDictionary_page_offset() > 0) {
            from = Math.min(from, column.getDictionary_page_offset());
        }
        long length = column.getTotal_compressed_size();
        if (from < MAGIC_BYTES
                || length < 0
                || length > Integer.MAX_VALUE - Long.BYTES
                || from > bytes.size() - length) {
            throw damaged(
                    "the column " + String.join("/", column.getPath_in_schema()) + " has " + length + " bytes from "
                            + from + " on, and the file has " + bytes.size(),
                    null);
        }
        return bytes.read(from, (int) length);
    }

    IllegalArgumentException damaged(String how, Throwable cause) {
        return new IllegalArgumentException(name + ": expected Parquet, but the file is damaged: " + how, cause);
    }

    /** What an exception of the library says, or its name where it says nothing. */
    static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
