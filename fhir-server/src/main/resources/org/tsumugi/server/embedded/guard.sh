# Starts a server process whenever a line comes on standard input, and says "ready" or "failed"; stops it at the end of
# standard input. What start and stop mean for this server process stands before this text.
#
# Standard input is a pipe whose other end only the server's JVM holds: it ends when the JVM closes it and when the JVM
# dies, also by SIGKILL. The signals a terminal sends to everybody in its process group must not end the guard before it
# has done its work; the server decides when to stop. Nor must it end because a JVM that has died meanwhile does not read
# that the process is ready: it would leave the process behind.
trap '' HUP INT TERM PIPE

while read -r line; do
    if start "$@"; then
        echo ready
    else
        echo failed
    fi 2>/dev/null
done

stop "$@"
exit 0
