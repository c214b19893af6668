/** Planning in a crowded subnet, done with our library and with the range sets of others. */
@NullMarked
package io.github.ipv6fleet.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
