package io.undercurrent.nn;

/**
 * The arithmetic of {@link Gru}. The tape holds (rows × 2·units) activated gates z, r, then (rows × units) candidates n, then
 * (rows × units) recurrent products of the candidate, bias included. The biases are that of the input, then the recurrent one.
 */
record GruCell(int units, float[] biases) implements Cell {

    @Override
    public int gates() {
        return Gru.GATES;
    }

    @Override
    public int statePlanes() {
        return 1;
    }

    @Override
    public boolean apart() {
        return true;
    }

    @Override
    public int tapePlanes() {
        return 4;
    }

    @Override
    public void forward(
            int rows,
            float[] projections,
            float[] previous,
            int previousOffset,
            float[] next,
            int nextOffset,
            float[] tape,
            int tapeOffset) {
        int width = Gru.GATES * units;
        int second = rows * width;
        int candidates = tapeOffset + 2 * rows * units;
        int products = candidates + rows * units;
        for (int row = 0; row < rows; row++) {
            int a = row * width;
            int b = second + a;
            int zr = tapeOffset + row * 2 * units;
            for (int j = 0; j < 2 * units; j++) {
                tape[zr + j] = projections[a + j] + projections[b + j] + (biases[j] + biases[width + j]);
            }
        }
        Elementwise.sigmoid(tape, tapeOffset, rows * 2 * units);
        for (int row = 0; row < rows; row++) {
            int a = row * width + 2 * units;
            int b = second + a;
            int r = tapeOffset + row * 2 * units + units;
            int n = candidates + row * units;
            int p = products + row * units;
            for (int j = 0; j < units; j++) {
                tape[p + j] = projections[b + j] + biases[width + 2 * units + j];
                tape[n + j] = projections[a + j] + biases[2 * units + j] + tape[r + j] * tape[p + j];
            }
        }
        Elementwise.tanh(tape, candidates, rows * units);
        for (int row = 0; row < rows; row++) {
            int z = tapeOffset + row * 2 * units;
            int n = candidates + row * units;
            int before = previousOffset + row * units;
            int after = nextOffset + row * units;
            for (int j = 0; j < units; j++) {
                next[after + j] = tape[n + j] + tape[z + j] * (previous[before + j] - tape[n + j]);
            }
        }
    }

    @Override
    public void backward(
            int rows,
            float[] previous,
            int previousOffset,
            float[] next,
            int nextOffset,
            float[] tape,
            int tapeOffset,
            float[] stateGradients,
            float[] projectionGradients) {
        int width = Gru.GATES * units;
        int second = rows * width;
        int candidates = tapeOffset + 2 * rows * units;
        int products = candidates + rows * units;
        for (int row = 0; row < rows; row++) {
            int gate = tapeOffset + row * 2 * units;
            int candidate = candidates + row * units;
            int product = products + row * units;
            int before = previousOffset + row * units;
            int hidden = row * units;
            int a = row * width;
            int b = second + a;
            for (int j = 0; j < units; j++) {
                float z = tape[gate + j];
                float r = tape[gate + units + j];
                float n = tape[candidate + j];
                float dh = stateGradients[hidden + j];
                float dz = dh * (previous[before + j] - n) * z * (1 - z);
                float dn = dh * (1 - z) * (1 - n * n);
                float dr = dn * tape[product + j] * r * (1 - r);
                projectionGradients[a + j] = dz;
                projectionGradients[a + units + j] = dr;
                projectionGradients[a + 2 * units + j] = dn;
                projectionGradients[b + j] = dz;
                projectionGradients[b + units + j] = dr;
                projectionGradients[b + 2 * units + j] = dn * r;
                stateGradients[hidden + j] = dh * z;
            }
        }
    }
}
