/**
 * Rows of tables to messages: what a row has is told once, field by field, and each encoder makes of it what its readers need.
 */
package io.undercurrent.format.result.row;
