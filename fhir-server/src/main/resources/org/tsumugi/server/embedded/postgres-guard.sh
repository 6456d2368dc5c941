# Starts PostgreSQL whenever a line comes on standard input, and says "ready" or "failed"; stops PostgreSQL at the end of
# standard input.
#
# Standard input is a pipe whose other end only the server's JVM holds: it ends when the JVM closes it and when the JVM
# dies, also by SIGKILL. The signals a terminal sends to everybody in its process group must not end the guard before it
# has done its work; the server decides when to stop. Nor must it end because a JVM that has died meanwhile does not read
# that PostgreSQL is ready: it would leave PostgreSQL behind.
#
# $1 data directory, $2 file for what PostgreSQL says before its own log is open, rest: the pg_ctl command
trap '' HUP INT TERM PIPE
data=$1
log=$2
shift 2

while read -r line; do
    if "$@" -D "$data" -l "$log" -w -t 120 start </dev/null >/dev/null; then
        echo ready
    else
        echo failed
    fi 2>/dev/null
done

"$@" -D "$data" -m fast -w -t 20 stop >/dev/null 2>&1 ||
    "$@" -D "$data" -m immediate -w -t 10 stop >/dev/null 2>&1 ||
    {
        # the number may belong to another program by now; a postmaster works in its data directory
        read -r pid <"$data/postmaster.pid" && [ "/proc/$pid/cwd" -ef "$data" ] && kill -KILL "$pid"
    } 2>/dev/null
exit 0
