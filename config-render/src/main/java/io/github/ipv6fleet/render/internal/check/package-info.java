/** Reads configuration files as the programs that they are for do, and says what those would make of them. */
package io.github.ipv6fleet.render.internal.check;
