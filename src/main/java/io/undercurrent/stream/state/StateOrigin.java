package io.undercurrent.stream.state;

import io.undercurrent.series.SeriesContract;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The contract that a job's keyed state was made with, and the names of its models, stored in each checkpoint. State of
 * another contract would look valid but mean something else.
 *
 * @param network name of the model that the job was started with
 * @param contract contract of the windows, the forecasts and what was learnt
 * @param earlier name of the model of hidden states and forecasts that were kept without a name, as an earlier release did
 */
public record StateOrigin(String network, SeriesContract contract, String earlier) {

    public StateOrigin {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(contract, "contract");
        Objects.requireNonNull(earlier, "earlier");
    }

    /** Of a job that begins without state. */
    public StateOrigin(String network, SeriesContract contract) {
        this(network, contract, network);
    }

    /** Of a job that goes on with state of another origin. */
    public StateOrigin goingOnFrom(StateOrigin stored) {
        return new StateOrigin(network, contract, stored.earlier);
    }

    /** Why a job cannot go on with state of another origin; empty if it can, be it with another model. */
    public Optional<String> refusal(StateOrigin stored) {
        List<String> differences = stored.contract.differencesTo(contract);
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of("model " + network + " with lateness " + contract.lateness()
                        + " does not fit the contract of the stored series: " + String.join(", ", differences));
    }
}
