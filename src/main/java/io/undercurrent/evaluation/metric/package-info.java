/**
 * Measures of accuracy by their published definitions: what they are taken over, what scales them, and what becomes of days
 * that no value is known of. Numbers in, numbers out: nothing here knows where a forecast came from.
 */
package io.undercurrent.evaluation.metric;
