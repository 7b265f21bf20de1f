/** The commands by which people change the model of a job while it runs. */
package io.undercurrent.cli.models;
