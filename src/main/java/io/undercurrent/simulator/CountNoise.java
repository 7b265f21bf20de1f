package io.undercurrent.simulator;

import java.util.random.RandomGenerator;

/** Random counts around a mean: Poisson, and negative binomial as a Poisson whose rate is itself gamma distributed. */
final class CountNoise {

    private static final double LARGE_RATE = 30;

    private CountNoise() {}

    /**
     * A negative binomial count.
     *
     * @param mean the expected count, at least 0
     * @param dispersion the shape k of the gamma distribution; the variance is mean + mean² / k
     */
    static long negativeBinomial(double mean, double dispersion, RandomGenerator random) {
        return mean == 0 ? 0 : poisson(mean / dispersion * gamma(dispersion, random), random);
    }

    /**
     * A gamma variate of scale 1 (Marsaglia, Tsang: A simple method for generating gamma variables, 2000).
     *
     * @param shape at least 1; the mean of the distribution and also its variance
     */
    static double gamma(double shape, RandomGenerator random) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = 1 + c * x;
            v = v * v * v;
            if (v > 0 && Math.log(1 - random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** A Poisson variate: by multiplication for small rates, by rejection for others. */
    static long poisson(double rate, RandomGenerator random) {
        return rate < LARGE_RATE ? poissonByProducts(rate, random) : poissonByRejection(rate, random);
    }

    private static long poissonByProducts(double rate, RandomGenerator random) {
        double limit = Math.exp(-rate);
        long count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** PTRS of Hörmann: The transformed rejection method for generating Poisson random variables, 1993. */
    private static long poissonByRejection(double rate, RandomGenerator random) {
        double b = 0.931 + 2.53 * Math.sqrt(rate);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double quick = 0.9277 - 3.6224 / (b - 2);
        while (true) {
            double u = random.nextDouble() - 0.5;
            double v = 1 - random.nextDouble();
            double us = 0.5 - Math.abs(u);
            double candidate = Math.floor((2 * a / us + b) * u + rate + 0.43);
            if (us >= 0.07 && v <= quick) {
                return (long) candidate;
            }
            if (candidate < 0 || us < 0.013 && v > us) {
                continue;
            }
            double bound = candidate * Math.log(rate) - rate - logFactorial(candidate);
            if (Math.log(v * inverseAlpha / (a / (us * us) + b)) <= bound) {
                return (long) candidate;
            }
        }
    }

    /** ln n! by Stirling's series, its error below 1e-8 from n = 10 on; smaller n by the product itself. */
    static double logFactorial(double n) {
        if (n < 10) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return Math.log(product);
        }
        double x = n + 1;
        double inverse = 1 / x;
        return (x - 0.5) * Math.log(x)
                - x
                + 0.5 * Math.log(2 * Math.PI)
                + inverse * (1.0 / 12 - inverse * inverse * (1.0 / 360 - inverse * inverse / 1260));
    }
}
