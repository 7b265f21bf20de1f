package io.undercurrent.exchange.keras;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Limits;
import io.undercurrent.exchange.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The weights in an HDF5 file of Keras 1 or 2: a group a layer, whose attribute lists its arrays in order. */
record LegacyWeights(HdfContainer file, String root) implements StoredWeights {

    @Override
    public List<Tensor> of(LayerConfig layer) throws ImportException {
        String group = root + "/" + layer.name();
        List<Tensor> weights = new ArrayList<>();
        if (!file.has(group)) {
            return weights;
        }
        List<String> names = file.texts(group, "weight_names");
        if (names.size() > Limits.MOST_AXES * Limits.MOST_AXES) {
            throw new ImportException(layer.label() + ": expected a few weights, but got " + names.size());
        }
        for (String name : names) {
            weights.add(file.tensor(group + "/" + name));
        }
        return weights;
    }
}
