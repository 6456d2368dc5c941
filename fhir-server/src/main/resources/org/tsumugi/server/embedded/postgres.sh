# How the guard starts and stops PostgreSQL.
#
# $1 data directory, $2 file for what PostgreSQL says before its own log is open, rest: the pg_ctl command
data=$1
log=$2
shift 2

start() {
    "$@" -D "$data" -l "$log" -w -t 120 start </dev/null >/dev/null
}

stop() {
    "$@" -D "$data" -m fast -w -t 20 stop >/dev/null 2>&1 ||
        "$@" -D "$data" -m immediate -w -t 10 stop >/dev/null 2>&1 ||
        {
            # the number may belong to another program by now; a postmaster works in its data directory
            read -r pid <"$data/postmaster.pid" && [ "/proc/$pid/cwd" -ef "$data" ] && kill -KILL "$pid"
        } 2>/dev/null
}
