module consumer {
    requires io.github.ipv6fleet.aws;
    requires software.amazon.awssdk.http.urlconnection;
}
