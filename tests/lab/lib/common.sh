# shellcheck shell=bash disable=SC2034  # sourced by `lab` and by image.sh
# Settings, paths and small helpers that every part needs.

state=$(realpath -m "${LAB_STATE:-$lab_dir}")
run=$state/run     # overlays, disks, pid files, consoles: gone after `lab down`
image=$state/image # kernel and root file system
cache=$state/cache # what the image is made of, so that a rebuild takes seconds
key=$state/id_ed25519
nodes="1 2 3"

# A running lab remembers the settings it was booted with: a later command finds the
# right ports without being told again.
settings=(LAB_SSH_PORT LAB_MCAST_PORT LAB_GLUSTER_PORTS LAB_DISKS LAB_DISK_GB LAB_SMP LAB_MB LAB_ACCEL)
# shellcheck source=/dev/null
[ ! -f "$run/settings" ] || . "$run/settings"

: "${LAB_SSH_PORT:=2222}"       # node N answers ssh at 127.0.0.1N:LAB_SSH_PORT
: "${LAB_MCAST_PORT:=17777}"    # the network between the guests, multicast on lo
: "${LAB_GLUSTER_PORTS:=32}"    # brick ports forwarded for FUSE mounts; 0: none, nor 24007
: "${LAB_DISKS:=2}"             # raw disks of a node: /dev/vda, /dev/vdb, ...
: "${LAB_DISK_GB:=100}"         # apparent size of each; they are sparse
: "${LAB_SMP:=1}"               # processors of a node
: "${LAB_MB:=1024}"             # memory of a node
: "${LAB_ACCEL:=auto}"          # auto, tcg or kvm
: "${LAB_TIMEOUT:=600}"         # seconds a node may take to be ready

started=$(date +%s%N)
elapsed() { printf '%d.%d' $((($(date +%s%N) - started) / 1000000000)) $((($(date +%s%N) - started) / 100000000 % 10)); }
say() { printf '[%5s s] %s\n' "$(elapsed)" "$*"; }
die() { echo "lab: $*" >&2; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

check_node() { case ${1:-} in 1 | 2 | 3) ;; *) die "no such node: '${1:-}' (1, 2 or 3)" ;; esac; }

# Commands that change the lab go one after the other. The descriptor must not leak
# into qemu, which would hold the lock for ever: see boot().
lock() { mkdir -p "$cache"; exec 9>"$cache/.lock"; flock -w 900 9 || die "another lab command holds $cache/.lock"; }
unlock() { exec 9>&-; }

save_settings() { mkdir -p "$run"; declare -p "${settings[@]}" >"$run/settings"; }

# The guest of node N runs. A stale pid file may name a process that is not ours.
alive() {
  local pid
  pid=$(cat "$run/n$1.pid" 2>/dev/null) && [ -n "$pid" ] &&
    tr '\0' '\n' 2>/dev/null <"/proc/$pid/cmdline" | grep -qxF -- "$run/n$1.pid"
}
any_alive() { local n; for n in $nodes; do ! alive "$n" || return 0; done; return 1; }

# Host keys are those of the image and change with it: there is nothing to check against.
node_ssh() { # node ssh-option... -- command...
  local n=$1; shift
  local opts=()
  while [ $# -gt 0 ] && [ "$1" != -- ]; do opts+=("$1"); shift; done
  [ $# -eq 0 ] || shift
  ssh -q -i "$key" -o IdentitiesOnly=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \
    -p "$LAB_SSH_PORT" "${opts[@]}" "root@127.0.0.1$n" "$@"
}
