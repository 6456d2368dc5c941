# Starts PostgreSQL, then waits for the end of standard input and stops it.
#
# Standard input is a pipe whose other end only the server's JVM holds: it ends when the JVM closes it and when the JVM
# dies, also by SIGKILL. The signals a terminal sends to everybody in its process group must not end the guard before it
# has done its work; the server decides when to stop.
#
# $1 data directory, $2 file for what PostgreSQL says before its own log is open, rest: the pg_ctl command
trap '' HUP INT TERM
data=$1
log=$2
shift 2

if ! "$@" -D "$data" -l "$log" -w -t 120 start </dev/null >/dev/null; then
    echo failed
    exit 1
fi
echo ready

while read -r line; do :; done

"$@" -D "$data" -m fast -w -t 20 stop >/dev/null 2>&1 ||
    "$@" -D "$data" -m immediate -w -t 10 stop >/dev/null 2>&1 ||
    { read -r pid <"$data/postmaster.pid" && kill -KILL "$pid"; } 2>/dev/null
exit 0
