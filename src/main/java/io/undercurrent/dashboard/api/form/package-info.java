/**
 * The form of requests and answers, whatever they are about: parameters, media types, JSON and tables, and why there is no answer.
 */
package io.undercurrent.dashboard.api.form;
