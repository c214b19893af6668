package io.github.ipv6fleet.ec2sim.internal.model;

import java.util.ArrayList;
import java.util.List;

/** A security group; its rules are kept and shown, there is no traffic to filter. */
public record SecurityGroup(
        String id, long order, String vpcId, String name, String description, List<Rule> ingress, List<Rule> egress) {

    SecurityGroup(String id, long order, String vpcId, String name, String description) {
        this(id, order, vpcId, name, description, new ArrayList<>(), new ArrayList<>());
    }

    /** One permission; ports are -1 where the protocol has none, {@code peer} is a CIDR, group or prefix list id. */
    public record Rule(
            String id, String protocol, int fromPort, int toPort, Peer kind, String peer, String description) {
        /** Returns whether both let the same traffic through. */
        public boolean sameAs(Rule other) {
            return protocol.equals(other.protocol)
                    && fromPort == other.fromPort
                    && toPort == other.toPort
                    && peer.equals(other.peer);
        }
    }

    /** What a rule's peer is. */
    public enum Peer {
        IPV4,
        IPV6,
        GROUP,
        PREFIX_LIST
    }
}
