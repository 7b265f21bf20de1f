/** The live page's data of models: what jobs said of those that they were given. */
package io.undercurrent.dashboard.state.model;
