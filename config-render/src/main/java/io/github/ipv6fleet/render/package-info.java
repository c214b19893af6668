/**
 * From the plan of a host ({@code HostPlan}) and what kind of host it is ({@code HostProfile}) to its configuration
 * ({@code HostConfig}) and its cloud-init document ({@code UserData}); and from the plan of a fleet ({@code FleetPlan})
 * to files about all of it ({@code FleetRenderers}).
 */
package io.github.ipv6fleet.render;
