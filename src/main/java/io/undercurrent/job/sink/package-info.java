/** Results on their way to a Kafka topic, by a sink whose end does no harm where no broker answers. */
package io.undercurrent.job.sink;
