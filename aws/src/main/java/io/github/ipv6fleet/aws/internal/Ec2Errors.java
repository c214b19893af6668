package io.github.ipv6fleet.aws.internal;

import io.github.ipv6fleet.aws.FleetException;
import io.github.ipv6fleet.text.Shown;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What EC2's errors mean: every code that the library goes by stands here. We look at codes, not at texts, which have
 * changed over the years. Codes are from "Error codes for the Amazon EC2 API", those of throttling also from the list that
 * the SDK itself goes by.
 */
final class Ec2Errors {
    static final String TOKEN_USED_DIFFERENTLY = "IdempotentParameterMismatch";
    static final String TOKEN_OF_TERMINATED = "IdempotentInstanceTerminated";
    static final String ADDRESS_IN_USE = "InvalidIPAddress.InUse";
    private static final String ADDRESS_ASSIGNED = "Resource.AlreadyAssigned";
    static final String INSTANCE_NOT_FOUND = "InvalidInstanceID.NotFound";
    static final String SUBNET_NOT_FOUND = "InvalidSubnetID.NotFound";
    static final String IMAGE_NOT_FOUND = "InvalidAMIID.NotFound";
    static final String TYPE_NOT_FOUND = "InvalidInstanceType";
    static final String KEY_PAIR_THERE = "InvalidKeyPair.Duplicate";
    static final String RULE_THERE = "InvalidPermission.Duplicate";
    static final String INTERFACE_NOT_FOUND = "InvalidNetworkInterfaceID.NotFound";
    static final String TEMPLATE_THERE = "InvalidLaunchTemplateName.AlreadyExistsException";
    static final String UNSUPPORTED = "UnsupportedOperation";
    static final String WOULD_HAVE_DONE = "DryRunOperation";

    private static final Set<String> THROTTLED = Set.of(
            "RequestLimitExceeded",
            "EC2ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    private static final Set<String> CAPACITY = Set.of("InsufficientInstanceCapacity", "InsufficientHostCapacity");

    /** Another type or zone may do, where the caller gave several; so is it done by Karpenter (pkg/errors/errors.go). */
    private static final Set<String> NO_ROOM = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "InsufficientFreeAddressesInSubnet",
            "MaxSpotInstanceCountExceeded",
            "ReservationCapacityExceeded",
            "UnfulfillableCapacity",
            "Unsupported",
            "VcpuLimitExceeded");

    /** Of what is shown at once or not at all; what is not known of instances and interfaces may as well be new. */
    private static final Set<String> GONE = Set.of(
            "InvalidFleetId.NotFound",
            "fleetIdDoesNotExist", // so within the answer of DeleteFleets
            "InvalidLaunchTemplateId.NotFound",
            "InvalidLaunchTemplateName.NotFoundException",
            "InvalidSubnetCidrReservationID.NotFound");

    private static final String NOT_ALLOWED = "UnauthorizedOperation";
    private static final Set<String> FORBIDDEN = Set.of(NOT_ALLOWED, "AuthFailure");

    /** Somebody has the address; which of them EC2 answers is known for IPv4 only. */
    private static final Set<String> TAKEN = Set.of(ADDRESS_IN_USE, ADDRESS_ASSIGNED);

    private static final String TAKEN_MEANWHILE =
            "the address or prefix was taken meanwhile: launch again, another is then planned unless it is pinned";

    /** What EC2 answers to a combination of parameters that it does not take. */
    private static final Set<String> FORM = Set.of("InvalidParameterCombination", "InvalidParameterValue");

    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry(NOT_ALLOWED, "allow the action in the caller's IAM policy"),
            Map.entry("AuthFailure", "check the credentials of the Ec2Client and this machine's clock"),
            Map.entry(SUBNET_NOT_FOUND, "check the id and the Region of the Ec2Client"),
            Map.entry("InvalidGroup.NotFound", "check the id and that the group is in the subnet's VPC"),
            Map.entry("InvalidGroupId.Malformed", "give an id such as sg-0123456789abcdef0"),
            Map.entry("InvalidSubnetID.Malformed", "give an id such as subnet-0123456789abcdef0"),
            Map.entry(TYPE_NOT_FOUND, "give a type of this Region, such as t3.small"),
            Map.entry(IMAGE_NOT_FOUND, "images belong to one Region: check the id and the Region"),
            Map.entry("InvalidKeyPair.NotFound", "import it with importKeyPair(name, file), or leave keyPair() away"),
            Map.entry(ADDRESS_IN_USE, TAKEN_MEANWHILE),
            Map.entry(ADDRESS_ASSIGNED, TAKEN_MEANWHILE),
            Map.entry("InvalidKey.Format", "give a public key of OpenSSH, RSA of 2048 or 4096 bits or ED25519"),
            Map.entry(
                    "RulesPerSecurityGroupLimitExceeded",
                    "take a rule away from the group, or name another group first; or leave allowPingWithinGroup() away"),
            Map.entry(
                    "AuthFailure.ServiceLinkedRoleCreationNotPermitted",
                    "have somebody who may make the role once: aws iam create-service-linked-role"
                            + " --aws-service-name spot.amazonaws.com"),
            Map.entry(
                    "MaxSpotInstanceCountExceeded",
                    "ask for a higher quota of spot instances in Service Quotas, or leave spot() away"),
            Map.entry("VcpuLimitExceeded", "ask for a higher quota in Service Quotas, or choose a smaller type"),
            Map.entry("InsufficientInstanceCapacity", "launch again later, or choose another type or zone"),
            Map.entry("RequestLimitExceeded", "launch again later: EC2 throttles this account's calls"));

    private Ec2Errors() {}

    static FleetException translated(String action, SdkException error) {
        if (error instanceof AwsServiceException service && service.awsErrorDetails() != null) {
            // A proxy on the way answers without EC2's document, and so without a code.
            String code = Objects.requireNonNullElse(service.awsErrorDetails().errorCode(), "");
            String said = Objects.requireNonNullElse(
                    service.awsErrorDetails().errorMessage(), "HTTP status " + service.statusCode());
            String requestId = service.requestId() == null ? "" : service.requestId();
            String remedy = code.isEmpty()
                    ? "check the way to EC2: this answer is not EC2's"
                    : REMEDIES.getOrDefault(code, "see EC2's documentation of " + code);
            return Maker.get()
                    .exception(
                            "EC2 refused " + action + ": " + (code.isEmpty() ? "" : Shown.of(code) + ": ")
                                    + Shown.line(said) + "; " + remedy
                                    + (requestId.isEmpty() ? "" : " (request " + requestId + ")"),
                            code,
                            requestId,
                            isRetryable(code, service.statusCode()),
                            List.of(),
                            error);
        }
        if (error instanceof AbortedException) {
            return interrupted(error);
        }
        String said = String.valueOf(error.getMessage());
        // Of credentials the SDK lists every place where it looked; the reader wants to know what to do.
        String explained = said.contains("credentials")
                ? "the AWS SDK finds no credentials; configure some, for example by AWS_PROFILE, or pass an Ec2Client"
                        + " that has them"
                : Shown.line(said) + "; check the network, the Region and the endpoint of the Ec2Client";
        return Maker.get()
                .exception(action + " did not reach EC2: " + explained, "", "", isOfTransport(error), List.of(), error);
    }

    static boolean isInterruption(RuntimeException error) {
        return error.getCause() instanceof InterruptedException || error.getCause() instanceof AbortedException;
    }

    static FleetException interrupted(Throwable cause) {
        return Maker.get()
                .exception(
                        "interrupted; run the same call again, it goes on where this one stopped",
                        "",
                        "",
                        true,
                        List.of(),
                        cause);
    }

    /**
     * A connection that failed may work in a moment, and so may one on which an answer came in part; credentials that are
     * not there will not be then.
     */
    private static boolean isOfTransport(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException || cause instanceof XMLStreamException) {
                return true;
            }
        }
        return false;
    }

    /** Whether EC2 refused the call for its moment alone: nothing is said of what was asked for. */
    static boolean isThrottled(FleetException error) {
        return THROTTLED.contains(error.code());
    }

    /** Whether a write may have taken effect all the same: its answer was lost, or EC2 does not know. */
    static boolean isEndUnknown(FleetException error) {
        return isInterruption(error) || (isWorthAnotherTry(error) && !isThrottled(error));
    }

    /** Whether to try again at once, after a pause: not for want of capacity, which does not come back in seconds. */
    static boolean isWorthAnotherTry(FleetException error) {
        return error.retryable() && !CAPACITY.contains(error.code());
    }

    /** Whether somebody has the address or prefix that was asked for. */
    static boolean isTaken(String code) {
        return TAKEN.contains(code);
    }

    /** Whether something else has it still; of an interface that its instance has not let go of. */
    static boolean isInUse(FleetException error) {
        return error.code().endsWith(".InUse") || error.code().equals("InvalidParameterValue");
    }

    /** Whether the caller may not do this; waiting does not help. */
    static boolean isForbidden(FleetException error) {
        return FORBIDDEN.contains(error.code());
    }

    /** Whether the caller may not do this alone; of credentials that EC2 does not take nothing else can be done either. */
    static boolean isNotAllowed(FleetException error) {
        return error.code().equals(NOT_ALLOWED);
    }

    /** Whether a reservation, EC2 Fleet or template that was to be deleted is gone already. */
    static boolean isGone(FleetException error) {
        return GONE.contains(error.code());
    }

    /** Whether there is no room for hosts here and now; elsewhere, or as another type, there may be. */
    static boolean isNoRoom(String code) {
        return NO_ROOM.contains(code);
    }

    /** Whether EC2 does not take parameters together. */
    static boolean isOfForm(String code) {
        return FORM.contains(code);
    }

    private static boolean isRetryable(String code, int status) {
        return THROTTLED.contains(code) || CAPACITY.contains(code) || status >= 500;
    }
}
