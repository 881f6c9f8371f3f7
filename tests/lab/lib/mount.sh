# shellcheck shell=bash disable=SC2154  # sourced by `lab`, after common.sh
# FUSE mounts of lab volumes on this machine.

# Runs in the new namespaces: $1 the hosts file, $2 the mount point, $3 the volume, then
# the command. The bricks' host names (node1..3) have to resolve to the loopback
# addresses with the forwarded ports, but for nobody else on this machine.
# shellcheck disable=SC2016
mount_inside='
hosts=$1 dir=$2 volume=$3; shift 3
mount --bind "$hosts" /etc/hosts
mount -t glusterfs -o "log-file=$dir.log,backup-volfile-servers=node2:node3" "node1:/$volume" "$dir" ||
  { grep -E "^\[[^]]*\] [EC] " "$dir.log" | tail -n 20 >&2; echo "lab: could not mount $volume" >&2; exit 125; }
cd "$dir" || exit 125
LAB_MOUNT=$dir "$@"
rc=$?
cd /
umount "$dir" || umount -l "$dir"
exit $rc'

mount_volume() { # volume command...
  local dir rc=0
  [ "$LAB_GLUSTER_PORTS" != 0 ] || die "this lab forwards no gluster ports (LAB_GLUSTER_PORTS)"
  any_alive || die "the lab is not up"
  mkdir -p "$run/mounts"
  dir=$(mktemp -d "$run/mounts/$1.XXXXXX")
  # the client runs as root and appends to a log that we can remove again
  : >"$dir.log"
  { cat /etc/hosts; local n; for n in $nodes; do echo "127.0.0.1$n node$n"; done; } >"$dir.hosts"
  # When this script is killed, setpriv's signal ends unshare, which ends the first process
  # of the new process namespace, and with it the FUSE client: no mount is left behind.
  as_root setpriv --pdeathsig KILL unshare --mount --propagation private --pid --fork --kill-child --mount-proc \
    bash -c "$mount_inside" lab-mount "$dir.hosts" "$dir" "$@" || rc=$?
  rm -f "$dir.hosts" "$dir.log"
  rmdir "$dir" 2>/dev/null || true
  return "$rc"
}
