package io.undercurrent.nn.training;

/** Turns (batch, timesteps, features), the layout outside, into (timesteps, batch, features), and back. */
final class TimeMajor {

    private TimeMajor() {}

    static void fromBatchMajor(float[] source, int batch, int timesteps, int features, float[] target) {
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < timesteps; t++) {
                System.arraycopy(source, (b * timesteps + t) * features, target, (t * batch + b) * features, features);
            }
        }
    }

    static void toBatchMajor(float[] source, int batch, int timesteps, int features, float[] target) {
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < timesteps; t++) {
                System.arraycopy(source, (t * batch + b) * features, target, (b * timesteps + t) * features, features);
            }
        }
    }
}
