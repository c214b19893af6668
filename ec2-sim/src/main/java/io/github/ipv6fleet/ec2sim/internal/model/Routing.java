package io.github.ipv6fleet.ec2sim.internal.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decides whether packets leave a VPC: route tables, gateways, network ACLs, block public access. */
public final class Routing {
    private static final String GROUND = "0d2c47b5ca0000000";

    private final Map<String, RouteTable> tables = new LinkedHashMap<>();
    private final Map<String, Gateway> gateways = new LinkedHashMap<>();
    private final Map<String, NetworkAcl> acls = new LinkedHashMap<>();
    private String blockPublicAccess = "off";

    /** A default VPC has a gateway and a default route; this one, unlike EC2's, has that route for IPv6 too. */
    Routing(World world, Vpc vpc) {
        Gateway gateway = new Gateway("igw-" + GROUND, world.nextOrder(), false, vpc.id());
        gateways.put(gateway.id(), gateway);
        RouteTable table = new RouteTable("rtb-" + GROUND, world.nextOrder(), vpc, true);
        table.routes().add(new RouteTable.Route("0.0.0.0/0", gateway.id(), "CreateRoute"));
        table.routes().add(new RouteTable.Route("::/0", gateway.id(), "CreateRoute"));
        tables.put(table.id(), table);
        NetworkAcl acl = new NetworkAcl("acl-" + GROUND, world.nextOrder(), vpc.id());
        acls.put(acl.id(), acl);
    }

    public Map<String, RouteTable> tables() {
        return tables;
    }

    public Map<String, Gateway> gateways() {
        return gateways;
    }

    public Map<String, NetworkAcl> acls() {
        return acls;
    }

    /** Returns EC2's word for the mode of VPC block public access. */
    public String blockPublicAccess() {
        return blockPublicAccess;
    }

    public void blockPublicAccess(String mode) {
        blockPublicAccess = mode;
    }

    /** Gives a new VPC what every one has: a main route table and a network ACL. */
    void begin(World world, Vpc vpc) {
        createTable(world, vpc, true);
        NetworkAcl acl = new NetworkAcl(world.ids().next("acl"), world.nextOrder(), vpc.id());
        acls.put(acl.id(), acl);
    }

    /** Takes away what goes with a VPC. */
    void end(Vpc vpc) {
        tables.values().removeIf(each -> each.vpc() == vpc);
        acls.values().removeIf(each -> each.vpcId().equals(vpc.id()));
    }

    public RouteTable createTable(World world, Vpc vpc) {
        return createTable(world, vpc, false);
    }

    private RouteTable createTable(World world, Vpc vpc, boolean main) {
        RouteTable made = new RouteTable(world.ids().next("rtb"), world.nextOrder(), vpc, main);
        tables.put(made.id(), made);
        return made;
    }

    public Gateway createGateway(World world, boolean egressOnly, @Nullable String vpcId) {
        String id = world.ids().next(egressOnly ? "eigw" : "igw");
        Gateway made = new Gateway(id, world.nextOrder(), egressOnly, vpcId);
        gateways.put(made.id(), made);
        return made;
    }
}
