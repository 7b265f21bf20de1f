package io.undercurrent.nn;

/**
 * The arithmetic of {@link Lstm}. The tape holds (rows × 4·units) activated gates i, f, g, o, then tanh(c) as (rows × units).
 */
final class LstmCell implements Cell {

    private final int units;
    private final float[] bias;
    /** sigmoid(x) = ½ + ½·tanh(½·x): with these all four gates go through one tanh, (4·units). */
    private final float[] scale;

    private final float[] shift;

    LstmCell(int units, float[] bias) {
        this.units = units;
        this.bias = bias;
        this.scale = new float[Lstm.GATES * units];
        this.shift = new float[Lstm.GATES * units];
        for (int j = 0; j < scale.length; j++) {
            boolean candidate = j / units == 2;
            scale[j] = candidate ? 1 : 0.5f;
            shift[j] = candidate ? 0 : 0.5f;
        }
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public int gates() {
        return Lstm.GATES;
    }

    @Override
    public int statePlanes() {
        return 2;
    }

    @Override
    public boolean apart() {
        return false;
    }

    @Override
    public int tapePlanes() {
        return Lstm.GATES + 1;
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
        int width = Lstm.GATES * units;
        int plane = rows * units;
        for (int row = 0; row < rows; row++) {
            int a = row * width;
            for (int j = 0; j < width; j++) {
                tape[tapeOffset + a + j] = (projections[a + j] + bias[j]) * scale[j];
            }
        }
        Elementwise.tanh(tape, tapeOffset, rows * width);
        for (int row = 0; row < rows; row++) {
            int a = tapeOffset + row * width;
            for (int j = 0; j < width; j++) {
                tape[a + j] = tape[a + j] * scale[j] + shift[j];
            }
            int i = a;
            int f = a + units;
            int g = a + 2 * units;
            int before = previousOffset + plane + row * units;
            int after = nextOffset + plane + row * units;
            for (int j = 0; j < units; j++) {
                next[after + j] = tape[f + j] * previous[before + j] + tape[i + j] * tape[g + j];
            }
        }
        int squashed = tapeOffset + rows * width;
        System.arraycopy(next, nextOffset + plane, tape, squashed, plane);
        Elementwise.tanh(tape, squashed, plane);
        for (int row = 0; row < rows; row++) {
            int o = tapeOffset + row * width + 3 * units;
            int s = squashed + row * units;
            int h = nextOffset + row * units;
            for (int j = 0; j < units; j++) {
                next[h + j] = tape[o + j] * tape[s + j];
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
        int width = Lstm.GATES * units;
        int plane = rows * units;
        for (int row = 0; row < rows; row++) {
            int gate = tapeOffset + row * width;
            int gradient = row * width;
            int squashed = tapeOffset + rows * width + row * units;
            int before = previousOffset + plane + row * units;
            int hidden = row * units;
            int memory = plane + row * units;
            for (int j = 0; j < units; j++) {
                float i = tape[gate + j];
                float f = tape[gate + units + j];
                float g = tape[gate + 2 * units + j];
                float o = tape[gate + 3 * units + j];
                float s = tape[squashed + j];
                float dh = stateGradients[hidden + j];
                float dc = stateGradients[memory + j] + dh * o * (1 - s * s);
                projectionGradients[gradient + j] = dc * g * i * (1 - i);
                projectionGradients[gradient + units + j] = dc * previous[before + j] * f * (1 - f);
                projectionGradients[gradient + 2 * units + j] = dc * i * (1 - g * g);
                projectionGradients[gradient + 3 * units + j] = dh * s * o * (1 - o);
                stateGradients[hidden + j] = 0;
                stateGradients[memory + j] = dc * f;
            }
        }
    }
}
