/**
 * The HTTP API to the live page's data: series, their history and forecasts, accuracy and models, as JSON or CSV. The
 * file {@code openapi.json} among the resources describes it. Nothing here knows of Kafka or of a server.
 */
package io.undercurrent.dashboard.api;
