package io.undercurrent.exchange.keras;

import io.undercurrent.exchange.Tensor;
import java.io.IOException;
import java.util.List;

/** Where the weights of a model are. */
public interface StoredWeights {

    /** The weights of a layer, in the order in which Keras lists them. */
    List<Tensor> of(LayerConfig layer) throws IOException;
}
