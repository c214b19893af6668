/** Programs that use the library. */
@NullMarked
package io.github.ipv6fleet.examples;

import org.jspecify.annotations.NullMarked;
