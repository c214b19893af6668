/** The mechanics of rendering: one class for each format's quoting, one for each part of a host. Not for users. */
package io.github.ipv6fleet.render.internal;
