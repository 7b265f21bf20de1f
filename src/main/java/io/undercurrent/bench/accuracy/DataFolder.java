package io.undercurrent.bench.accuracy;

import io.undercurrent.format.csv.ReadingCsv;
import io.undercurrent.format.csv.ReadingCsvReader;
import io.undercurrent.format.csv.WeightCsv;
import io.undercurrent.series.history.HistoryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The folder with the files of the sets. */
public final class DataFolder {

    private final Path folder;

    public DataFolder(Path folder) {
        this.folder = folder;
    }

    /** Those files of {@code sets} that are not there. */
    public List<Path> missing(List<DataSet> sets) {
        return sets.stream()
                .flatMap(set -> set.files().stream())
                .map(folder::resolve)
                .filter(file -> !Files.isRegularFile(file))
                .toList();
    }

    /**
     * The series of {@code set}.
     *
     * @throws IllegalArgumentException if a file is not as it should be
     */
    Data read(DataSet set) throws IOException {
        if (set.readings().isEmpty()) {
            return SimulatedStores.data(set.columns());
        }
        HistoryBuilder histories = new HistoryBuilder(set.columns().count());
        try (ReadingCsvReader reader =
                ReadingCsv.read(folder.resolve(set.readings().get()), set.columns())) {
            reader.forEachRemaining(histories::add);
        }
        Map<String, Double> weights = set.weights().isEmpty()
                ? Map.of()
                : WeightCsv.read(folder.resolve(set.weights().get()));
        return new Data(histories.build(), weights, origins -> Double.NaN);
    }
}
