/**
 * Trains and scores models on the data of the accuracy page: which sets there are and where a user gets them, which of their
 * days decide and which are the test, and the tables that come out.
 */
package io.undercurrent.bench.accuracy;
