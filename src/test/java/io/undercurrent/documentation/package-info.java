/**
 * Holds README and pages to what they say: their blocks of JSON and YAML can be parsed, their links lead somewhere, their commands and
 * options exist. That the commands of README and quick start work is shown by {@code DocumentationIT}, which needs the distribution.
 */
package io.undercurrent.documentation;
