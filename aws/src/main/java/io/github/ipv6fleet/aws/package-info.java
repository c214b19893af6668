/**
 * What a builder is told beside the entry type, and what a launch gives back: hosts, reports, and the exceptions that say
 * what EC2 refused.
 */
package io.github.ipv6fleet.aws;
