package io.github.ipv6fleet.verification;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.regex.Pattern;

/** What makes the same call give another result: other machines, files, the time, chance. */
final class Impurity {
    private static final Pattern TYPES = Pattern.compile("software\\.amazon\\.awssdk\\..*|org\\.slf4j\\..*"
            + "|java\\.nio\\.(file|channels)\\..*|java\\.io\\.(File|RandomAccessFile).*"
            + "|java\\.net\\.http\\..*|java\\.net\\.(Socket|ServerSocket|DatagramSocket|InetSocketAddress|URL|URLConnection)"
            + "|java\\.time\\..*|java\\.util\\.(Date|Calendar|Timer)"
            + "|java\\.util\\.(Random|SplittableRandom|UUID)|java\\.util\\.random\\..*|java\\.security\\.SecureRandom"
            + "|java\\.lang\\.(Thread|ThreadLocal|Process|ProcessBuilder|Runtime)"
            + "|java\\.util\\.concurrent\\.ThreadLocalRandom");

    private static final Pattern SOURCES =
            Pattern.compile("java\\.lang\\.System\\.(currentTimeMillis|nanoTime|getenv|identityHashCode)"
                    + "|java\\.lang\\.(Strict)?Math\\.random"
                    + "|java\\.lang\\.Thread\\.sleep|java\\.util\\.concurrent\\.TimeUnit\\.sleep"
                    + "|java\\.time\\.\\w+\\.now|java\\.time\\.(Clock|InstantSource)\\.(system|tick)\\w*"
                    + "|java\\.util\\.(Date|Random|SplittableRandom)\\.<init>|java\\.util\\.Calendar\\.getInstance"
                    + "|java\\.util\\.Collections\\.shuffle"
                    + "|java\\.util\\.UUID\\.randomUUID|java\\.util\\.concurrent\\.ThreadLocalRandom\\.current"
                    + "|java\\.security\\.SecureRandom\\.(<init>|getInstance\\w*)"
                    + "|java\\.util\\.random\\.RandomGenerator\\.(of|getDefault)"
                    + "|java\\.net\\.Inet[46]?Address\\.(getByName|getAllByName|getLocalHost|get(Canonical)?HostName)");

    private Impurity() {}

    /** Types that are nothing else. */
    static DescribedPredicate<JavaClass> types() {
        return DescribedPredicate.describe(
                "are impure", type -> TYPES.matcher(type.getName()).matches());
    }

    /** Methods and constructors, called or referred to, that bring it in. */
    static DescribedPredicate<JavaAccess<?>> sources() {
        return DescribedPredicate.describe(
                "its target is a look-up, a clock, a sleep or chance",
                access -> SOURCES.matcher(access.getTargetOwner().getName() + "." + access.getName())
                        .matches());
    }
}
