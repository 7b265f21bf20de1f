/**
 * What a model knows of the kinds of series: the levels of its {@link io.undercurrent.model.kind.StaticColumn static
 * columns}, and how the series of each level usually behave. Series that are new borrow from it.
 */
package io.undercurrent.model.kind;
