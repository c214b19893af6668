package io.github.ipv6fleet.examples.acceptance;

import io.github.ipv6fleet.aws.LaunchedHost;
import io.github.ipv6fleet.net.Ipv6Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** What no documentation answers, and hosts whose blocks EC2 chose do, as far as their subnet and group let them. */
final class Questions {
    private final Ground ground;
    private final Outcome outcome;
    private final List<LaunchedHost> hosts;
    private final Subnet subnet;
    private final List<NetworkInterface> interfaces;
    private final List<String> answers = new ArrayList<>();

    private Questions(Ground ground, Outcome outcome) {
        this.ground = ground;
        this.outcome = outcome;
        this.hosts = outcome.hosts();
        this.subnet = ground.client()
                .describeSubnets(r -> r.subnetIds(hosts.get(0).plan().subnetId()))
                .subnets()
                .get(0);
        this.interfaces = ground.client()
                .describeNetworkInterfaces(r -> r.networkInterfaceIds(
                        hosts.stream().map(LaunchedHost::interfaceId).toList()))
                .networkInterfaces();
    }

    /** Returns each question with its answer. To be asked while the hosts are there. */
    static List<String> answered(Ground ground, Outcome outcome) {
        if (outcome.hosts().isEmpty()) {
            return List.of("Nothing is answered: there was no host with a block that EC2 chose.");
        }
        try {
            return new Questions(ground, outcome).answers();
        } catch (SdkException e) {
            return List.of("Nothing is answered, as this failed: " + e.getMessage());
        }
    }

    private List<String> answers() {
        distinct();
        assignsOnCreation();
        edges();
        metadata();
        buckets();
        discovery();
        return answers;
    }

    private void add(String question, String answer) {
        answers.add(question + " " + answer);
    }

    private void distinct() {
        long blocks =
                hosts.stream().map(LaunchedHost::containerBlock).distinct().count();
        add(
                "Does one RunInstances of several hosts with one prefix each give each its own /80?",
                blocks == hosts.size() ? "Yes, " + blocks + " hosts had " + blocks + "." : "No: " + blocks + ".");
    }

    private void assignsOnCreation() {
        String question =
                "Does a host with a prefix get an address too where the subnet assigns addresses on creation?";
        if (!Boolean.TRUE.equals(subnet.assignIpv6AddressOnCreation())) {
            add(question, "Not told: " + subnet.subnetId() + " does not assign any.");
            return;
        }
        add(
                question,
                interfaces.stream()
                        .map(one -> one.networkInterfaceId() + " has "
                                + one.ipv6Prefixes().size() + " prefix and "
                                + one.ipv6Addresses().size() + " addresses")
                        .collect(Collectors.joining("; ", "", ".")));
    }

    private void edges() {
        List<Ipv6Block> edges = new ArrayList<>();
        subnet.ipv6CidrBlockAssociationSet().forEach(association -> {
            Ipv6Block whole = Ipv6Block.parse(association.ipv6CidrBlock());
            edges.add(Ipv6Block.around(whole.first(), 80));
            edges.add(Ipv6Block.around(whole.last(), 80));
        });
        HashSet<Ipv6Block> seen = new HashSet<>(edges);
        seen.retainAll(hosts.stream().map(LaunchedHost::containerBlock).toList());
        add(
                "Does EC2 choose the first or the last /80 of a subnet, which have reserved addresses?",
                seen.isEmpty() ? "Not seen among " + hosts.size() + "." : "Yes: " + seen + ".");
    }

    private void metadata() {
        String question = "Does a host that has a prefix only reach fd00:ec2::254 in an IPv6-only subnet?";
        if (!Boolean.TRUE.equals(subnet.ipv6Native())) {
            add(question, "Not told: " + subnet.subnetId() + " has IPv4 too.");
        } else if (!ground.boots()) {
            add(question, "Not told: hosts do not boot there.");
        } else {
            boolean sound = outcome.problems().isEmpty();
            add(question, sound ? "Yes: they learnt their block from there." : "See above: something was not so.");
        }
    }

    private void buckets() {
        add(
                "What are the buckets of AssignIpv6Addresses and CreateNetworkInterface?",
                "Service Quotas knows, and this run does not ask it: `aws service-quotas list-service-quotas"
                        + " --service-code ec2 --query \"Quotas[?contains(QuotaName, 'AssignIpv6Addresses') ||"
                        + " contains(QuotaName, 'CreateNetworkInterface')].[QuotaName,Value]\"`");
    }

    private void discovery() {
        List<String> ids = interfaces.stream()
                .flatMap(one -> one.groups().stream())
                .map(GroupIdentifier::groupId)
                .distinct()
                .toList();
        List<SecurityGroup> groups =
                ground.client().describeSecurityGroups(r -> r.groupIds(ids)).securityGroups();
        boolean letsPing = groups.stream()
                .flatMap(group -> group.ipPermissions().stream())
                .map(IpPermission::ipProtocol)
                .anyMatch(protocol -> protocol.equals("-1") || protocol.equals("icmpv6") || protocol.equals("58"));
        boolean found = ground.boots() && outcome.problems().isEmpty();
        add(
                "Does a security group without rules for ICMPv6 ever stop neighbour discovery?",
                !letsPing && found
                        ? "No: these hosts found their router without such a rule."
                        : "Not told: that takes a group without such rules, in which hosts boot.");
    }
}
