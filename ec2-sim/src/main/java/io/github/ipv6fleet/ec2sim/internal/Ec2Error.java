package io.github.ipv6fleet.ec2sim.internal;

import io.github.ipv6fleet.ec2sim.AssumedCode;
import io.github.ipv6fleet.ec2sim.Ec2Assumptions;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What EC2 answers instead of a result. One factory per rule; each names where its shape is known from: (D) "Error
 * codes for the Amazon EC2 API", (M) the EC2 API reference, or the public issue in which EC2's own answer is quoted.
 * Codes that no public source shows are an {@link AssumedCode}.
 */
public final class Ec2Error extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable AssumedCode assumed;

    private Ec2Error(int status, String code, @Nullable AssumedCode assumed, String message) {
        super(message, null, false, false); // an answer, not a failure: nobody reads its stack trace
        this.status = status;
        this.code = code;
        this.assumed = assumed;
    }

    private Ec2Error(int status, String code, String message) {
        this(status, code, null, message);
    }

    public int status() {
        return status;
    }

    /** Returns the code, which may be one that is assumed. */
    public String code(Ec2Assumptions assumptions) {
        return assumed == null ? code : assumptions.code(assumed);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns a refusal whose factory would say no more than its code: one place uses it. */
    public static Ec2Error refused(String code, String message) {
        return new Ec2Error(400, code, message);
    }

    /** Returns a refusal whose code no public source shows. */
    public static Ec2Error assumed(AssumedCode refusal, String message) {
        return new Ec2Error(400, refusal.byDefault(), refusal, message);
    }

    /** An error that a test asked for. */
    public static Ec2Error scripted(int status, String code, String message) {
        return new Ec2Error(status, code, message);
    }

    /** (D) RequestLimitExceeded, status 503: botocore, data/_retry.json. */
    public static Ec2Error throttled() {
        return new Ec2Error(503, "RequestLimitExceeded", "Request limit exceeded.");
    }

    // --- requests -------------------------------------------------------------------------------------------------

    /** (D) */
    public static Ec2Error invalidAction(String action) {
        return refused("InvalidAction", "The action " + action + " is not valid for this web service.");
    }

    /** (D) */
    public static Ec2Error missingAction() {
        return refused("MissingAction", "The request must contain the parameter Action");
    }

    /** (D); the text is quoted in localstack's recordings of CreateVolume. */
    public static Ec2Error missingParameter(String name) {
        return refused("MissingParameter", "The request must contain the parameter " + name);
    }

    /** appoxy/aws#32; EC2 names the last part alone: chef/knife-ec2#444 says VolumeType for a nested one. */
    public static Ec2Error unknownParameter(String name) {
        String[] parts = name.split("\\.", -1);
        int last = parts.length - 1;
        while (last > 0 && parts[last].matches("[0-9]+")) {
            last--;
        }
        return refused("UnknownParameter", "The parameter " + parts[last] + " is not recognized");
    }

    /** The parameter exists in EC2 and this simulator does not act on it: better refused than silently dropped. */
    public static Ec2Error notSimulated(String name) {
        return refused("UnsupportedOperation", "ec2-sim does not simulate the parameter " + name + "; leave it out");
    }

    /** (D) InvalidParameterValue. */
    public static Ec2Error invalidValue(String message) {
        return refused("InvalidParameterValue", message);
    }

    /** (D) InvalidParameterValue, the text with which EC2 answers a value of the wrong form. */
    public static Ec2Error invalidValue(String parameter, String value) {
        return invalidValue("Value (" + value + ") for parameter " + parameter + " is invalid.");
    }

    /** (D) InvalidParameterCombination. */
    public static Ec2Error invalidCombination(String message) {
        return refused("InvalidParameterCombination", message);
    }

    /** (D); the text is the one that EC2 answers to a filter that an action does not have. */
    public static Ec2Error invalidFilter(String name) {
        return invalidValue("The filter '" + name + "' is invalid");
    }

    /** (D) DryRunOperation; 412 and the text as every SDK example shows them. */
    public static Ec2Error dryRun() {
        return new Ec2Error(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
    }

    /** (D) A bug of the simulator; no request may cause it. */
    public static Ec2Error internal(String action, Throwable cause) {
        return new Ec2Error(500, "InternalError", "ec2-sim failed in " + action + ": " + cause);
    }

    /**
     * (D) UnauthorizedOperation; status and text as many public reports show them, the encoded part left out: only AWS can
     * decode it.
     */
    public static Ec2Error unauthorized(String action, String resource, boolean denied) {
        return new Ec2Error(
                403,
                "UnauthorizedOperation",
                "You are not authorized to perform this operation. User: arn:aws:iam::123456789012:user/anybody is not"
                        + " authorized to perform: " + action
                        + (resource.equals("*") ? "" : " on resource: " + resource)
                        + (denied
                                ? " with an explicit deny in an identity-based policy"
                                : " because no identity-based policy allows the " + action + " action"));
    }

    // --- what is not there ----------------------------------------------------------------------------------------

    /** (D) for instances, interfaces, images, groups: an id that does not even look like one. */
    public static Ec2Error malformedId(String code, String id) {
        return refused(code, "Invalid id: \"" + id + "\"");
    }

    /** (D) InvalidInstanceID.NotFound. */
    public static Ec2Error noSuchInstances(Collection<String> ids) {
        return refused(
                "InvalidInstanceID.NotFound",
                ids.size() == 1
                        ? "The instance ID '" + ids.iterator().next() + "' does not exist"
                        : "The instance IDs '" + String.join(", ", ids) + "' do not exist");
    }

    /** The text is quoted in moto's test test_create_instance__termination_deletes_eni, run against AWS. */
    public static Ec2Error noSuchInterface(String id) {
        return refused("InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '" + id + "' does not exist");
    }

    /** (D) for subnets, VPCs, groups, images, keys, attachments, reservations. */
    public static Ec2Error noSuch(String code, String what, String id) {
        return refused(code, "The " + what + " '" + id + "' does not exist");
    }

    /** scylladb/scylla-cluster-tests#12419. */
    public static Ec2Error noSuchInstanceTypes(Collection<String> types) {
        return refused(
                "InvalidInstanceType",
                "The following supplied instance types do not exist: [" + String.join(", ", types) + "]");
    }

    // --- IPv6 of an interface -------------------------------------------------------------------------------------

    /** ansible/ansible#40334. */
    public static Ec2Error addressesAndCount() {
        return invalidCombination("IPv6 addresses and IPv6 address count may not be specified on the same request");
    }

    /** aws/karpenter-provider-aws PR #9201 (May 2026); hashicorp/terraform-provider-aws#23203 for one interface. */
    public static Ec2Error moreThanOneIpv6Form() {
        return invalidValue("You can specify one and only one of ipv6Address or ipv6AddressCount or ipv6Prefix or"
                + " ipv6PrefixCount in interfaces to create.");
    }

    /** hashicorp/terraform-provider-aws#23114. */
    public static Ec2Error malformedAddress(String text) {
        return invalidValue("invalid value for parameter address: " + text);
    }

    /** Ansible's ec2_eni expects it of CreateNetworkInterface; RunInstances names the address. */
    public static Ec2Error addressOutsideSubnet(Call call, Object address) {
        return invalidValue((call == Call.RUN ? "Address " + address : "Address")
                + " does not fall within the subnet's address range");
    }

    /** Seen for IPv4 at RunInstances; which addresses: Amazon VPC User Guide, "Subnet sizing for IPv6". */
    public static Ec2Error addressReserved(Object address) {
        return invalidValue("Address " + address + " is in subnet's reserved address range");
    }

    /** CreateNetworkInterface: pulumi/pulumi-aws#2169. RunInstances: aws/aws-cli#7178. Both are about IPv4. */
    public static Ec2Error ipv4InUse(Call call, Object address) {
        return refused("InvalidIPAddress.InUse", inUse(call, address));
    }

    /** The text after the one for IPv4. */
    public static Ec2Error addressInUse(Call call, Object address) {
        return assumed(AssumedCode.ADDRESS_IN_USE, inUse(call, address));
    }

    private static String inUse(Call call, Object address) {
        return call == Call.RUN ? "Address " + address + " is in use." : "The specified address is already in use.";
    }

    /** That a prefix is an aligned /80: EC2 User Guide, "Assigning prefixes to network interfaces". */
    public static Ec2Error malformedPrefix(String text) {
        return assumed(
                AssumedCode.PREFIX_MALFORMED,
                "invalid value for parameter ipv6-prefix: " + text + "; an IPv6 prefix is an aligned /80");
    }

    /** The text of this and the next two after those for addresses. */
    public static Ec2Error prefixOutsideSubnet(Object prefix) {
        return assumed(
                AssumedCode.PREFIX_OUTSIDE_SUBNET,
                "Prefix " + prefix + " does not fall within the subnet's address range");
    }

    public static Ec2Error prefixReserved(Object prefix) {
        return assumed(AssumedCode.PREFIX_RESERVED, "Prefix " + prefix + " is in subnet's reserved address range");
    }

    public static Ec2Error prefixInUse(Object prefix) {
        return assumed(AssumedCode.PREFIX_IN_USE, "Prefix " + prefix + " is in use.");
    }

    public static Ec2Error reservationNamed(Object block) {
        return assumed(AssumedCode.RESERVATION_NAMED, block + " is part of a subnet CIDR reservation");
    }

    /** aws/amazon-vpc-cni-k8s#1836. */
    public static Ec2Error noFreePrefix() {
        return refused(
                "InsufficientCidrBlocks",
                "The specified subnet does not have enough free cidr blocks to satisfy the request.");
    }

    /** (D) */
    public static Ec2Error noFreeAddress() {
        return refused(
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not contain enough free private IP addresses to fulfill your request.");
    }

    public static Ec2Error subnetWithoutIpv6(String subnetId) {
        return assumed(
                AssumedCode.SUBNET_WITHOUT_IPV6,
                "The subnet '" + subnetId + "' has no IPv6 CIDR block associated with it");
    }

    /** poseidon/typhoon#356. */
    public static Ec2Error typeWithoutIpv6(String type) {
        return refused("UnsupportedOperation", "IPv6 addresses are not supported on " + type);
    }

    /** That only Nitro instances take prefixes: EC2 User Guide, "Assigning prefixes to network interfaces". */
    public static Ec2Error typeWithoutPrefixes(String type) {
        return assumed(AssumedCode.TYPE_WITHOUT_PREFIXES, "IPv6 prefixes are not supported on " + type);
    }

    /** (D) for private IPv4 addresses, at launch and attach. */
    public static Ec2Error tooManyAddressesAtLaunch(String type, int limit) {
        return assumed(
                AssumedCode.TOO_MANY_AT_LAUNCH,
                "The number of IPv6 addresses and prefixes exceeds the limit of " + limit + " per interface of "
                        + type);
    }

    /** aws/amazon-vpc-cni-k8s#989, about IPv4. */
    public static Ec2Error tooManyAddresses() {
        return assumed(AssumedCode.TOO_MANY_ASSIGNED, "Number of private addresses will exceed limit.");
    }

    /** (D), a server error; the text as many public reports quote it, up to its advice on other zones. */
    public static Ec2Error noCapacity(String type, String zone) {
        return new Ec2Error(
                500,
                "InsufficientInstanceCapacity",
                "We currently do not have sufficient " + type + " capacity in the Availability Zone you requested ("
                        + zone + "). Our system will be working on provisioning additional capacity.");
    }

    // --- what is in use -------------------------------------------------------------------------------------------

    /** hashicorp/terraform-provider-aws#27513. */
    public static Ec2Error interfaceInUse(String id) {
        return refused("InvalidNetworkInterface.InUse", "Interface: [" + id + "] in use.");
    }

    /** aws/amazon-vpc-cni-k8s#1399: deleting answers with another code than attaching. */
    public static Ec2Error interfaceInUseOnDelete(String id) {
        return invalidValue("Network interface '" + id + "' is currently in use.");
    }

    /** (D) */
    public static Ec2Error dependency(String what, String id) {
        return refused("DependencyViolation", "The " + what + " '" + id + "' has dependencies and cannot be deleted.");
    }

    /** chef/knife-ec2 PR #375. */
    public static Ec2Error tooManyInterfaces(int count, String type) {
        return refused("AttachmentLimitExceeded", "Interface count " + count + " exceeds the limit for " + type);
    }

    // --- client tokens --------------------------------------------------------------------------------------------

    /** rust-lang/bors#830. */
    public static Ec2Error tokenMismatch() {
        return refused(
                "IdempotentParameterMismatch",
                "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
    }

    /** boto/boto3#4406. */
    public static Ec2Error tokenOfTerminated() {
        return refused(
                "IdempotentInstanceTerminated",
                "The client token you have provided is associated with a terminated instance."
                        + " Please use a different client token.");
    }

    /** (D); the limit: EC2 API reference, "Ensuring idempotency in Amazon EC2 API requests". */
    public static Ec2Error malformedToken(int longest) {
        return refused("InvalidClientToken", "The client token must be 1 to " + longest + " ASCII characters.");
    }

    /** The calls whose refusals are worded differently. */
    public enum Call {
        /** CreateNetworkInterface and AssignIpv6Addresses. */
        INTERFACE,
        /** RunInstances. */
        RUN
    }

    /** (D) OperationNotPermitted; the text is the one that the AWS CLI shows for a protected instance. */
    public static Ec2Error isProtected(String id, String verb, String attribute) {
        return refused(
                "OperationNotPermitted",
                "The instance '" + id + "' may not be " + verb + ". Modify its '" + attribute
                        + "' instance attribute and try again.");
    }

    /** (D) IncorrectInstanceState. */
    public static Ec2Error wrongState(String id, String verb) {
        return refused(
                "IncorrectInstanceState",
                "This instance '" + id + "' is not in a state from which it can be " + verb + ".");
    }
}
