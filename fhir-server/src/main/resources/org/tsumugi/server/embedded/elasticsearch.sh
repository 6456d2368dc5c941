# How the guard starts and stops Elasticsearch: two JVMs, a launcher and the engine that it starts.
#
# $1 configuration directory, $2 file for what Elasticsearch says before its own log is open, $3 seconds it has to end,
# rest: the command
configuration=$1
launcher=-Des.path.conf=$1
engine=-Dtsumugi.configuration=$1
log=$2
patience=$3
shift 3

# A core dump would hold documents.
ulimit -c 0
umask 077

# The processes that have one of these arguments.
having() {
    printf '%s\n' "$@" | grep -slzxF -f - /proc/[0-9]*/cmdline | cut -d / -f 3
}

# In the background and not in its place: somebody has to collect what the launcher leaves when it has ended.
keep() {
    (
        trap - HUP INT TERM PIPE
        exec "$@"
    ) >"$log" 2>&1
    :
}

# Elasticsearch needs many seconds until it serves, in which nobody would notice that the server has died: it has
# started when its launcher is there.
start() {
    # the guard itself, for one, has this argument
    if [ -z "$(having "$configuration")" ]; then
        echo 'The command lines below /proc cannot be searched: GNU grep and a readable /proc are needed.' >"$log"
        return 1
    fi
    keep "$@" </dev/null >/dev/null &
    keeper=$!
    until [ -n "$(having "$launcher")" ]; do
        # what has ended has no command line any more
        grep -qs . "/proc/$keeper/cmdline" || return 1
        sleep 0.1
    done
}

# Those of the processes $pids that still are what they were; numbers are used again.
remaining() {
    now=" $(having "$launcher" "$engine" | tr '\n' ' ')"
    for pid in $pids; do
        case $now in
        *" $pid "*) echo "$pid" ;;
        esac
    done
}

# Only what runs now: another server may start Elasticsearch on this directory meanwhile.
stop() {
    pids=$(having "$launcher" "$engine")
    tenths=$((patience * 10))
    kill -TERM $pids 2>/dev/null
    while pids=$(remaining) && [ -n "$pids" ] && [ "$tenths" -gt 0 ]; do
        sleep 0.1
        tenths=$((tenths - 1))
    done
    kill -KILL $pids 2>/dev/null
    # the keeper
    wait
}
