/** An embedded EC2 endpoint for examples and tests: start with {@link io.github.ipv6fleet.ec2sim.Ec2Simulator}. */
package io.github.ipv6fleet.ec2sim;
