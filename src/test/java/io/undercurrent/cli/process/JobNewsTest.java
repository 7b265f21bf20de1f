package io.undercurrent.cli.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JobNewsTest {

    @Test
    @Timeout(60)
    void looksAgainAfterALookThatFailed() throws InterruptedException {
        List<Integer> looks = new ArrayList<>();
        CountDownLatch three = new CountDownLatch(3);
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        try {
            Runnable look = JobNews.goingOn(() -> {
                looks.add(looks.size());
                three.countDown();
                throw new IllegalStateException("no look");
            });
            thread.scheduleWithFixedDelay(look, 0, 1, TimeUnit.MILLISECONDS);
            three.await();
        } finally {
            thread.shutdownNow();
        }
        assertEquals(List.of(0, 1, 2), looks.subList(0, 3));
    }
}
