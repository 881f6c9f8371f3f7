# shellcheck shell=bash disable=SC2034,SC2154  # sourced by `lab`, after common.sh
# The Debian packages the host needs.

apt_updated=
missing() { # package...: those that are not installed
  local p
  for p; do
    dpkg-query -W -f '${Status}' "$p" 2>/dev/null | grep -q 'ok installed' || echo "$p"
  done
}

apt_update() { [ -n "$apt_updated" ] || as_root apt-get update -qq; apt_updated=1; }

install_packages() { # package...
  local need
  mapfile -t need < <(missing "$@")
  [ ${#need[@]} -gt 0 ] || return 0
  apt_update
  # unsafe-io: no fsync for each file; the host can install them again after a crash
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o Dpkg::Options::=--force-unsafe-io "${need[@]}" >"$cache/apt.log" 2>&1 9>&- ||
    { tail -n 20 "$cache/apt.log" >&2; die "could not install ${need[*]}"; }
}

# what it takes to build the image, and what it takes to run it and to mount volumes
build_packages=(mmdebstrap e2fsprogs kmod openssh-client)
run_packages=(qemu-system-x86 qemu-utils openssh-client python3)
mount_packages=(glusterfs-client)
