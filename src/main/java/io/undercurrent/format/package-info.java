/**
 * Records to and from bytes. A {@link io.undercurrent.format.ReadingFormat} makes readings or rejections of a message; results stand in
 * {@code format.result}, CSV files in {@code format.csv}, messages and files of others in {@code format.mapping}. What comes in from outside
 * is validated here and nowhere else; after that a {@link io.undercurrent.series.Reading} is sound.
 */
package io.undercurrent.format;
