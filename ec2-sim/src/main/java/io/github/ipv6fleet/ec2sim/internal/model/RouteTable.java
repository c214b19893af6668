package io.github.ipv6fleet.ec2sim.internal.model;

import io.github.ipv6fleet.ec2sim.internal.net.Ipv6Block;
import java.util.ArrayList;
import java.util.List;

/** A route table; a subnet without an association of its own uses the main table of its VPC. */
public record RouteTable(
        String id, long order, Vpc vpc, boolean main, List<Route> routes, List<Association> associations) {

    RouteTable(String id, long order, Vpc vpc, boolean main) {
        this(id, order, vpc, main, new ArrayList<>(), new ArrayList<>());
        routes.add(new Route(vpc.ipv4().toString(), "local", "CreateRouteTable"));
        Ipv6Block ipv6 = vpc.ipv6();
        if (ipv6 != null) {
            addLocal(ipv6);
        }
    }

    void addLocal(Ipv6Block block) {
        routes.add(new Route(block.toString(), "local", "CreateRouteTable"));
    }

    /** Returns the id of the association that makes this the main table. */
    public String mainAssociationId() {
        return id.replace("rtb-", "rtbassoc-");
    }

    /** Where packets to a block go: {@code local}, or the id of a gateway. */
    public record Route(String destination, String target, String origin) {
        public boolean isIpv6() {
            return destination.contains(":");
        }

        public boolean isLocal() {
            return target.equals("local");
        }
    }

    /** That a subnet uses the table. */
    public record Association(String id, String subnetId) {}
}
