/**
 * Messages on their way through a job: as they came, as readings, and rejected.
 */
package io.undercurrent.stream.record;
