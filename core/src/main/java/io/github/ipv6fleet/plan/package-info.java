/** From what is wanted ({@code FleetSpec}) and what is ({@code SubnetSnapshot}) to what should be ({@code FleetPlan}). */
package io.github.ipv6fleet.plan;
