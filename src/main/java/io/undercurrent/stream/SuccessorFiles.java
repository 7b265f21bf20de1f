package io.undercurrent.stream;

import io.undercurrent.engine.window.Term;
import io.undercurrent.model.ForecastModel;
import io.undercurrent.series.SeriesContract;
import io.undercurrent.stream.record.Successor;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads the files of models that are to succeed that of a job. A file is what its checksum says, whole, and fit for the contract of the
 * job, or refused.
 */
public final class SuccessorFiles implements Serializable {

    private static final long serialVersionUID = 1;

    private final SeriesContract contract;

    public SuccessorFiles(SeriesContract contract) {
        this.contract = Objects.requireNonNull(contract, "contract");
    }

    /**
     * Reads a file, which may take long.
     *
     * @param location a URI that Flink can read
     * @param shadow whether the model is to be stepped beside the one that forecasts; for no series, its file is not needed
     * @throws ModelRefusedException if the file cannot be read, or the model in it cannot be used
     */
    public Successor read(Term term, String location, boolean shadow) throws ModelRefusedException {
        if (term.share() == 0) {
            return new Successor(term, location, new byte[0], shadow);
        }
        ForecastModel model = model(location);
        List<String> differences = new ArrayList<>();
        if (!model.checksum().equals(term.model())) {
            differences.add("sha256 " + model.checksum() + " instead of " + term.model());
        }
        differences.addAll(contract.differencesOf(model.columns(), model.shape(), model.window()));
        if (!differences.isEmpty()) {
            throw new ModelRefusedException(
                    "model " + model.id() + " at " + location + " does not fit: " + String.join(", ", differences),
                    null);
        }
        return new Successor(term, location, model.file(), shadow);
    }

    private static ForecastModel model(String location) throws ModelRefusedException {
        try {
            return SharedModel.read(location).get();
        } catch (FileNotFoundException missing) {
            throw new ModelRefusedException("there is no file at " + location, missing);
        } catch (IOException | RuntimeException unreadable) {
            // File systems have errors of their own for a URI that they do not take.
            throw new ModelRefusedException(
                    "the file at " + location + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
