/** How text from outside is shown; for the library's own modules, to which alone this package is exported. */
package io.github.ipv6fleet.text;
