/** The acceptance run: fleets of every block source are launched, their containers talk, and what came of it is written down. */
@NullMarked
package io.github.ipv6fleet.examples.acceptance;

import org.jspecify.annotations.NullMarked;
