/**
 * Import and export of networks: the parts common to all formats. An import returns an {@link
 * io.undercurrent.exchange.ImportedNetwork} or throws an {@link io.undercurrent.exchange.ImportException} that names
 * each unsupported layer with the reason. Each format has a sub-package. Files are not trusted: sizes are checked
 * before memory is allocated.
 */
package io.undercurrent.exchange;
