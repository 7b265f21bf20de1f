package io.undercurrent.exchange;

import io.undercurrent.nn.Network;
import java.util.List;
import java.util.Objects;

/**
 * A network of other software.
 *
 * @param network computes the same numbers as in the original software
 * @param source what wrote it, such as {@code Keras 2.3.1}
 * @param notes remarks on the conversion for the user, such as layers without effect after training
 */
public record ImportedNetwork(Network network, String source, List<String> notes) {

    public ImportedNetwork {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(source, "source");
        notes = List.copyOf(notes);
    }
}
