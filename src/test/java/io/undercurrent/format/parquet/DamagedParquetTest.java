package io.undercurrent.format.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.undercurrent.format.MutatedMessages;
import io.undercurrent.format.mapping.FileForm;
import io.undercurrent.format.mapping.ReadingMapping;
import io.undercurrent.series.Columns;
import io.undercurrent.series.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were cut off or spoilt are refused with an error that names them. */
class DamagedParquetTest {

    private static final long SEED = 20250318;
    private static final Columns COLUMNS = new Columns(List.of("sales"), List.of("promotion"));

    @TempDir
    private Path directory;

    private static List<Reading> read(Path file) throws IOException {
        List<Reading> all = new ArrayList<>();
        try (ParquetReadings rows =
                ParquetReadings.open(file, ReadingMapping.CONTRACT, FileForm.LONG_CSV, names -> COLUMNS)) {
            rows.forEachRemaining(all::add);
        }
        return all;
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("spoilt.parquet"), bytes);
    }

    /** No five bytes of Snappy are a thousand others. */
    @Test
    void setsNoMemoryAsideForLengthsThatCannotBe() {
        byte[] claim = {(byte) 0xe8, 7, 0, 0, 0};
        IOException refused = assertThrows(
                IOException.class, () -> PageCodec.decompress(CompressionCodec.SNAPPY, claim, 0, claim.length, 1000));
        assertEquals("a page of 5 bytes says that it has 1000 when it is decompressed", refused.getMessage());
    }

    @Test
    void refusesEveryBeginningOfAFile() throws IOException {
        byte[] whole = Files.readAllBytes(ParquetReadingsTest.file("gzip"));
        for (int length = 4; length < whole.length; length++) {
            Path cut = file(Arrays.copyOf(whole, length));
            assertTrue(ParquetReadings.isParquet(cut));
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> read(cut));
            assertTrue(
                    refused.getMessage().startsWith(cut + ": expected Parquet, but the file is damaged: it"),
                    refused.getMessage());
        }
    }

    @Test
    void refusesEncryptedFiles() throws IOException {
        byte[] whole = Files.readAllBytes(ParquetReadingsTest.file("gzip"));
        byte[] magic = "PARE".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, whole, 0, magic.length);
        System.arraycopy(magic, 0, whole, whole.length - magic.length, magic.length);
        Path encrypted = file(whole);
        assertTrue(ParquetReadings.isParquet(encrypted));
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> read(encrypted));
        assertEquals(encrypted + ": expected Parquet as it is, but the file is encrypted", refused.getMessage());
    }

    /** Of a damaged file, either all rows come or an error says what is wrong; {@code -Dmutations=100000} looks longer. */
    @ParameterizedTest
    @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "delta"})
    void namesWhatIsWrongWithSpoiltBytes(String name) throws IOException {
        byte[] whole = Files.readAllBytes(ParquetReadingsTest.file(name));
        int rows = read(ParquetReadingsTest.file(name)).size();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        int refused = 0;
        int count = MutatedMessages.COUNT / 40;
        for (int i = 0; i < count; i++) {
            byte[] spoilt = whole.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                spoilt[random.nextInt(4, spoilt.length)] = (byte) random.nextInt();
            }
            Path file = file(spoilt);
            try {
                List<Reading> read = read(file);
                assertEquals(rows, read.size(), "seed " + SEED + ", " + name + ", mutation " + i);
            } catch (IllegalArgumentException error) {
                refused++;
                assertTrue(error.getMessage().startsWith(file.toString()), error.getMessage());
            } catch (RuntimeException | Error failure) {
                throw new AssertionError("seed " + SEED + ", " + name + ", mutation " + i, failure);
            }
        }
        assertTrue(refused > count / 4, refused + " of " + count);
    }
}
