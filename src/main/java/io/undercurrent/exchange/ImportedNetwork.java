package io.undercurrent.exchange;

import io.undercurrent.nn.Network;
import java.util.List;
import java.util.Objects;

/**
 * A network from elsewhere.
 *
 * @param network gives the numbers that the software it comes from gives
 * @param source what wrote it, such as {@code Keras 2.3.1}
 * @param notes what a user should know of the way from the file to the network, such as layers without an effect after training
 */
public record ImportedNetwork(Network network, String source, List<String> notes) {

    public ImportedNetwork {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(source, "source");
        notes = List.copyOf(notes);
    }
}
