package org.tsumugi.server.access;

/**
 * A new client with its secret: the only time that it is told.
 *
 * @param facility 10-digit medical institution code
 * @param clientId what it signs in as
 * @param clientSecret what it signs in with
 */
public record IssuedClient(String facility, String clientId, String clientSecret) {

    @Override
    public String toString() {
        return "IssuedClient[facility=" + facility + ", clientId=" + clientId + "]";
    }
}
