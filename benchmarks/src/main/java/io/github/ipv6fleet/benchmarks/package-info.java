/** What the library costs, measured beside a bound or a peer in one run. */
@NullMarked
package io.github.ipv6fleet.benchmarks;

import org.jspecify.annotations.NullMarked;
