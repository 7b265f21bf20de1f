package io.undercurrent.nn.matrix;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuLevel3;

/**
 * ND4J's matrix product by its inner door. The outer one, {@code level3().gemm}, allocates an operation with its context for
 * each product, which takes 10 µs and leaves native garbage; with matrices of a few thousand elements that is most of the time.
 */
final class Blas extends CpuLevel3 {

    static final Blas INSTANCE = new Blas();

    private Blas() {
        // The products here are too small to share, and the parallelism is the callers': slots, shards.
        openblas_nolapack.blas_set_num_threads(1);
    }

    /**
     * Row-major c = op(a)·op(b) + beta·c. BLAS counts in columns: what is row-major here is transposed there, so that it
     * computes cᵀ = op(b)ᵀ·op(a)ᵀ, with the factors exchanged and no matrix turned.
     *
     * @param inner length of the sums: columns of op(a), rows of op(b)
     */
    void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, int inner, float beta, Matrix c) {
        INDArray first = b.array();
        INDArray second = a.array();
        sgemm(
                'f',
                transposeB ? 't' : 'n',
                transposeA ? 't' : 'n',
                c.columns(),
                c.rows(),
                inner,
                1,
                first,
                b.columns(),
                second,
                a.columns(),
                beta,
                c.array(),
                c.columns());
    }
}
