package io.undercurrent.exchange.keras;

import io.undercurrent.exchange.ImportException;
import io.undercurrent.exchange.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The weights in the archive of a model: a group a layer, named after its class and the number of those before it of the same class,
 * and in it the arrays vars/0, vars/1 and so on.
 */
final class ArchivedWeights implements StoredWeights {

    private static final int MOST_WEIGHTS = 16;

    private final HdfContainer file;
    private final String root;
    private final Map<String, String> groups = new HashMap<>();

    ArchivedWeights(HdfContainer file, List<LayerConfig> all) throws ImportException {
        this.file = file;
        // The second name is that of Keras 2, from 2.12 on.
        this.root = file.has("layers") ? "layers" : "_layer_checkpoint_dependencies";
        Map<String, Integer> used = new HashMap<>();
        for (LayerConfig layer : all) {
            String name = snakeCase(layer.kind());
            int before = used.merge(name, 1, Integer::sum) - 1;
            groups.put(layer.name(), before == 0 ? name : name + "_" + before);
        }
    }

    /** As Keras makes names of classes: SimpleRNN becomes simple_rnn. */
    private static String snakeCase(String kind) {
        return kind.replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Tensor> of(LayerConfig layer) throws ImportException {
        String group = root + "/" + groups.get(layer.name());
        List<Tensor> weights = new ArrayList<>();
        for (String part : List.of("", "/cell", "/layer")) {
            for (int i = 0; i < MOST_WEIGHTS && file.has(group + part + "/vars/" + i); i++) {
                weights.add(file.tensor(group + part + "/vars/" + i));
            }
        }
        return weights;
    }
}
