/** The entry point, {@link io.github.ipv6fleet.Ipv6Fleet}, and nothing else. */
package io.github.ipv6fleet;
