/** What training learns of the kinds of series: which levels of static columns are common, and how series of each usually behave. */
package io.undercurrent.training.kind;
