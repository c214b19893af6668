/** Marks that tell users what they may count on. */
package io.github.ipv6fleet.annotations;
