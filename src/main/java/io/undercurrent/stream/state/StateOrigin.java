package io.undercurrent.stream.state;

import io.undercurrent.series.SeriesContract;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the keyed state of a job was made with, which stands in each checkpoint: state of another contract or of another network
 * looks much the same and means something else.
 *
 * @param network name of the model whose hidden states are stored
 * @param contract that the windows, the forecasts and what was learnt from them are kept by
 */
public record StateOrigin(String network, SeriesContract contract) {

    public StateOrigin {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(contract, "contract");
    }

    /**
     * Why a job cannot go on with state of another origin; empty if it can. The contract is asked first: with that of the state, it
     * is the hidden states alone that another network makes nothing of.
     */
    public Optional<String> refusal(StateOrigin stored) {
        List<String> differences = stored.contract.differencesTo(contract);
        if (!differences.isEmpty()) {
            return Optional.of("model " + network + " with lateness " + contract.lateness()
                    + " does not fit the contract of the stored series: " + String.join(", ", differences));
        }
        return stored.network.equals(network)
                ? Optional.empty()
                : Optional.of(
                        "model " + network + " fits the contract of the stored series, but their hidden states are"
                                + " those of model " + stored.network);
    }
}
