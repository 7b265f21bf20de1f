package io.undercurrent.nn.matrix;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/**
 * ND4J's matrix product without the layers above it: the routine of OpenBLAS that ND4J's {@code CpuLevel3} calls, with
 * the addresses of the arrays looked up beforehand. The usual call, {@code level3().gemm}, creates an operation and its
 * context for each product; that takes 10 µs and leaves native garbage, while a product of some thousand elements takes
 * 1 µs.
 */
final class Blas {

    private Blas() {}

    /**
     * Makes OpenBLAS use one thread: the products are too small to split, and callers (slots, shards) run in parallel
     * already.
     */
    static void useOneThread() {
        blas_set_num_threads(1);
    }

    /**
     * Row-major c = op(a)·op(b) + beta·c. BLAS is column-major, so a row-major matrix is its transpose there. It
     * computes cᵀ = op(b)ᵀ·op(a)ᵀ: the factors are exchanged, and nothing is copied.
     *
     * @param inner length of the sums: columns of op(a), rows of op(b)
     */
    static void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, int inner, float beta, Matrix c) {
        cblas_sgemm(
                CblasColMajor,
                transposeB ? CblasTrans : CblasNoTrans,
                transposeA ? CblasTrans : CblasNoTrans,
                c.columns(),
                c.rows(),
                inner,
                1,
                b.address(),
                b.stride(),
                a.address(),
                a.stride(),
                beta,
                c.address(),
                c.stride());
    }
}
