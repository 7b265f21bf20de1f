/** The bytes of a model file, whatever kind of model it holds: nothing in them is trusted before it is checked. */
package io.undercurrent.model.container;
