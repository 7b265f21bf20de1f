/**
 * What an open page wants to see and what it is told: an update has a part for each thing in sight that has changed. Nothing here knows of
 * a server.
 */
package io.undercurrent.dashboard.web.update;
