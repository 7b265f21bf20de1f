/**
 * The demo: simulated stores through training and through the production job, on the broker and the cluster of {@link
 * io.undercurrent.embedded}.
 */
package io.undercurrent.demo;
