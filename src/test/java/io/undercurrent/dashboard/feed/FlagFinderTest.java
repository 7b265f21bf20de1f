package io.undercurrent.dashboard.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlagFinderTest {

    private final FlagFinder finder = new FlagFinder();

    @Test
    void findsRaisedFlagsOnce() {
        byte[] message =
                "{\"key\":\"a\",\"promotion\":1,\"holiday\":0,\"sales\":318,\"shop\":{\"open\":1}}".getBytes(UTF_8);
        assertEquals(List.of("promotion"), finder.find(message));
        assertEquals(List.of(), finder.find(message));
    }

    /** Avro in the wire format, whose first zeros the parser of JSON takes for another encoding of Unicode. */
    @Test
    void findsNoneInWhatIsNoJson() {
        assertEquals(List.of(), finder.find(new byte[] {0, 0, 0, 0, 1, 2, 'a', 2, '1', 1, 1, 1}));
        assertEquals(List.of(), finder.find(new byte[] {-2, -1, 0, 0, 1}));
        assertEquals(List.of(), finder.find("{\"key".getBytes(UTF_8)));
        assertEquals(List.of(), finder.find(null));
    }
}
