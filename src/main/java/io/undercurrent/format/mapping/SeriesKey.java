package io.undercurrent.format.mapping;

import io.undercurrent.format.FirstFault;

/** Where the key of a series comes from. */
interface SeriesKey {

    /** The key of the present message, or null where what is wrong with it was noted. */
    String read(FirstFault fault);
}
