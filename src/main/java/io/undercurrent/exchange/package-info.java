/**
 * Networks that other software trained, or is to run: what every format has in common. An import ends in an {@link
 * io.undercurrent.exchange.ImportedNetwork}, or in an {@link io.undercurrent.exchange.ImportException} that names each layer that
 * {@code nn} cannot hold, with the reason. Each format has a package of its own below this one. The files are not trusted:
 * whatever they announce is bounded before memory is taken for it.
 */
package io.undercurrent.exchange;
