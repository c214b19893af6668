/**
 * From the plan of a host ({@code HostPlan}) and what kind of host it is ({@code HostProfile}) to its configuration
 * ({@code HostConfig}) and its cloud-init document ({@code UserData}).
 */
package io.github.ipv6fleet.render;
