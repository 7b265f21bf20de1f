package io.undercurrent.nn.matrix;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A row-major (rows × columns) matrix of floats in native memory. The memory is zero at first, counts towards JavaCPP's
 * {@code org.bytedeco.javacpp.maxbytes}, and is given back by {@link #close}. Copies and products allocate no native memory.
 *
 * <p>Not thread-safe, except for products that only read it.
 */
final class Matrix implements AutoCloseable {

    static {
        Nd4jLoader.require();
    }

    private final int rows;
    private final int columns;
    /** Elements from one row to the next; larger than the number of columns in a view. */
    private final int stride;

    private final FloatPointer memory;
    private final FloatBuffer buffer;
    private final INDArray array;
    /** Address of the first element. */
    private final FloatPointer address;

    /** The same place as a position in {@code buffer}. */
    private final int start;

    private final boolean owner;

    /** A matrix of zeros. */
    public Matrix(int rows, int columns) {
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "matrix: expected at least 1 row and 1 column, but got " + rows + " × " + columns);
        }
        int size = Math.multiplyExact(rows, columns);
        this.rows = rows;
        this.columns = columns;
        this.stride = columns;
        this.memory = new FloatPointer(size).zero();
        this.buffer = memory.asBuffer();
        // Row-major (rows × columns) is, to ND4J, column-major (columns × rows).
        this.array = Nd4j.create(
                Nd4j.createBuffer(memory, size, DataType.FLOAT),
                new long[] {columns, rows},
                new long[] {1, columns},
                0,
                'f');
        this.address = (FloatPointer) array.data().addressPointer();
        this.start = 0;
        this.owner = true;
    }

    private Matrix(Matrix whole, int fromColumn, int columns) {
        this.rows = whole.rows;
        this.columns = columns;
        this.stride = whole.stride;
        this.memory = whole.memory;
        this.buffer = whole.buffer;
        this.start = whole.start + fromColumn;
        this.array = Nd4j.create(
                whole.array.data(), new long[] {columns, rows}, new long[] {1, stride}, (long) fromColumn, 'f');
        this.address = (FloatPointer) array.data().addressPointer();
        this.owner = false;
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    int stride() {
        return stride;
    }

    FloatPointer address() {
        return address;
    }

    /**
     * A view of consecutive columns, for use in products only. It shares the memory of this matrix and is invalid once
     * this matrix is closed.
     */
    public Matrix columns(int from, int count) {
        if (from < 0 || count < 1 || from > columns - count) {
            throw new IllegalArgumentException("columns: expected a range inside 0 to " + columns + ", but got " + count
                    + " columns from " + from);
        }
        return new Matrix(this, from, count);
    }

    /**
     * Copies {@code count} values from {@code source[offset]} on to the matrix, beginning at the start of {@code row}.
     */
    public void put(int row, float[] source, int offset, int count) {
        requireRoom(row, count);
        buffer.put(start + row * columns, source, offset, count);
    }

    /** Copies {@code count} values from the beginning of {@code row} on to {@code target[offset]} and the places after it. */
    public void get(int row, float[] target, int offset, int count) {
        requireRoom(row, count);
        buffer.get(start + row * columns, target, offset, count);
    }

    private void requireRoom(int row, int count) {
        if (stride != columns) {
            throw new IllegalStateException("a view of columns is for products: its rows do not lie together");
        }
        if (row < 0 || row > rows || count > (rows - row) * columns) {
            throw new IllegalArgumentException("row, count: expected a range inside " + shape() + " values, but got "
                    + count + " values from row " + row);
        }
    }

    /** c = a·b + beta·c, with shapes (m × k), (k × n), (m × n). */
    public static void multiply(Matrix a, Matrix b, float beta, Matrix c) {
        requireShapes(a.columns == b.rows && a.rows == c.rows && b.columns == c.columns, "a·b", a, b, c);
        Blas.multiply(a, false, b, false, a.columns, beta, c);
    }

    /** c = aᵀ·b + beta·c, with shapes (k × m), (k × n), (m × n). */
    public static void multiplyTransposedFirst(Matrix a, Matrix b, float beta, Matrix c) {
        requireShapes(a.rows == b.rows && a.columns == c.rows && b.columns == c.columns, "aᵀ·b", a, b, c);
        Blas.multiply(a, true, b, false, a.rows, beta, c);
    }

    /** c = aᵀ·bᵀ, with shapes (k × m), (n × k), (m × n). */
    public static void multiplyTransposed(Matrix a, Matrix b, Matrix c) {
        requireShapes(a.rows == b.columns && a.columns == c.rows && b.rows == c.columns, "aᵀ·bᵀ", a, b, c);
        Blas.multiply(a, true, b, true, a.rows, 0, c);
    }

    private static void requireShapes(boolean fit, String product, Matrix a, Matrix b, Matrix c) {
        if (!fit) {
            throw new IllegalArgumentException("c = " + product + ": the shapes do not belong together: a is "
                    + a.shape() + ", b is " + b.shape() + ", c is " + c.shape());
        }
    }

    private String shape() {
        return rows + " × " + columns;
    }

    /** Frees the memory; this matrix and its views must not be used afterwards. Closing a view does nothing. */
    @Override
    public void close() {
        if (owner) {
            memory.close();
        }
    }
}
