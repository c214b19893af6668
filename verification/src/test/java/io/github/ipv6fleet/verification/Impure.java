package io.github.ipv6fleet.verification;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Every method does one thing that {@link PurityTest} must find. Nothing here is ever run. */
@SuppressWarnings("all")
final class Impure {
    private Impure() {}

    static Object millis() throws Exception {
        return System.currentTimeMillis();
    }

    static Object nanos() throws Exception {
        return System.nanoTime();
    }

    static Object nanosReference() throws Exception {
        return (LongSupplier) System::nanoTime;
    }

    static Object environment() throws Exception {
        return System.getenv("HOME");
    }

    static Object mathRandom() throws Exception {
        return Math.random();
    }

    static Object threadLocalRandom() throws Exception {
        return ThreadLocalRandom.current().nextLong();
    }

    static Object secureRandom() throws Exception {
        return new SecureRandom();
    }

    static Object strongRandom() throws Exception {
        return SecureRandom.getInstanceStrong();
    }

    static Object random() throws Exception {
        return new Random(1);
    }

    static Object splittableRandom() throws Exception {
        return new SplittableRandom();
    }

    static Object generator() throws Exception {
        return RandomGenerator.getDefault();
    }

    static Object uuid() throws Exception {
        return UUID.randomUUID();
    }

    static Object uuidReference() throws Exception {
        return (java.util.function.Supplier<UUID>) UUID::randomUUID;
    }

    static Object shuffle() throws Exception {
        Collections.shuffle(List.of());
        return "";
    }

    static Object lookUp() throws Exception {
        return InetAddress.getByName("localhost");
    }

    static Object lookUpThroughSubclass() throws Exception {
        return Inet6Address.getAllByName("localhost");
    }

    static Object thisMachine() throws Exception {
        return InetAddress.getLocalHost();
    }

    static Object nameOf() throws Exception {
        return InetAddress.getLoopbackAddress().getHostName();
    }

    static Object clock() throws Exception {
        return Clock.systemUTC();
    }

    static Object tickingClock() throws Exception {
        return Clock.tick(Clock.systemUTC(), Duration.ZERO);
    }

    static Object instants() throws Exception {
        return InstantSource.system();
    }

    static Object now() throws Exception {
        return Instant.now();
    }

    static Object today() throws Exception {
        return LocalDate.now();
    }

    static Object date() throws Exception {
        return new Date();
    }

    static Object sleep() throws Exception {
        Thread.sleep(1);
        return "";
    }

    static Object otherSleep() throws Exception {
        TimeUnit.SECONDS.sleep(1);
        return "";
    }
}
