/** DNS zones of a fleet. */
package io.github.ipv6fleet.examples.zones;
