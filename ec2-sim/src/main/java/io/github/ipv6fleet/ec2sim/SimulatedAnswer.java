package io.github.ipv6fleet.ec2sim;

/**
 * What a simulator answers.
 *
 * @param status the HTTP status
 * @param body the XML document
 */
public record SimulatedAnswer(int status, String body) {}
