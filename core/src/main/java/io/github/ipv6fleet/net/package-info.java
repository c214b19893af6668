/** IPv6 values – address, block, set – and what a subnet held at a moment. */
package io.github.ipv6fleet.net;
