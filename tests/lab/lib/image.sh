#!/bin/bash
# Builds the image of a node from Debian packages only (as root, called by `lab up`):
#   image/vmlinuz    Debian's cloud kernel: NVMe and ext4 are built in, so no initrd
#   image/root.ext4  sparse raw root file system (mke2fs -d: no loop device, no mount)
#   image/inputs     what it was made of
set -euo pipefail
lab_dir=$(cd "$(dirname "$0")/.." && pwd)
# shellcheck source=lib/common.sh
. "$lab_dir/lib/common.sh"
work=$state/work suite=bookworm
root=$work/root

packages=systemd-sysv,udev,kmod,iproute2,openssh-server,procps,lsof,attr
packages+=,lvm2,thin-provisioning-tools,xfsprogs,glusterfs-server,glusterfs-client
# the modules a node may load; their dependencies come along
modules=(virtio_pci virtio_blk virtio_net virtio_rng virtio_console
  dm-thin-pool dm-snapshot dm-zero dm-mirror xfs fuse loop configfs autofs4)
# what a node in a lab can do without: each costs boot time under emulation
masked=(apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer fstrim.timer dpkg-db-backup.timer
  e2scrub_reap.service systemd-pstore.service getty@tty1.service systemd-timesyncd.service
  systemd-logind.service serial-getty@ttyS0.service systemd-networkd.service
  systemd-update-utmp.service systemd-update-utmp-runlevel.service dev-hugepages.mount
  dev-mqueue.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-kernel-config.mount
  proc-sys-fs-binfmt_misc.automount systemd-binfmt.service systemd-modules-load.service
  modprobe@.service systemd-random-seed.service systemd-ask-password-wall.path
  systemd-ask-password-console.path systemd-firstboot.service systemd-sysusers.service
  systemd-machine-id-commit.service ldconfig.service)

# The root file system's packages, kept as a tar archive.
bootstrap() { # archive
  local mirror
  # the mirror this machine's apt uses, which may well be nearer
  # shellcheck disable=SC2016  # $(REPO_URI) is for apt
  mirror=${LAB_MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
    'Origin: Debian' "Codename: $suite" 'Component: main' | head -n 1)}
  mmdebstrap --format=tar --variant=minbase --skip=check/empty --include="$packages" \
    --aptopt='Apt::Install-Recommends "false"' \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/doc/*' \
    --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
    "$suite" "$1.new" "${mirror:-http://deb.debian.org/debian}" >"$work/mmdebstrap.log" 2>&1 ||
    { tail -n 20 "$work/mmdebstrap.log" >&2; die "mmdebstrap failed"; }
  mv "$1.new" "$1"
}

# The kernel package is only unpacked: installing it would build an initrd.
fetch_kernel() { # package
  rm -rf "$work/kernel"; mkdir "$work/kernel"
  # apt's unprivileged downloader may not be able to write below our state
  (cd "$work/kernel" && apt-get download -qq -o APT::Sandbox::User=root "$1" && dpkg-deb -x ./*.deb tree)
  mv "$work/kernel/tree" "$cache/$1"
}

install_kernel() { # unpacked package
  local kver m f
  kver=$(basename "$1"/lib/modules/*)
  cp "$1"/boot/vmlinuz-* "$image/vmlinuz"
  depmod -b "$1" "$kver"
  for m in "${modules[@]}"; do
    modprobe -d "$1" -S "$kver" --show-depends "$m" 2>/dev/null | awk '$1 == "insmod" { print $2 }'
  done | sort -u | while read -r f; do
    install -D -m 644 "$f" "$root/${f#"$1"/}"
  done
  cp "$1/lib/modules/$kver"/modules.{order,builtin,builtin.modinfo} "$root/lib/modules/$kver/"
  depmod -b "$root" "$kver"
}

configure() {
  # glusterd runs this program some twenty times at its first start, a minute under
  # emulation; geo-replication is no part of the lab
  rm -f "$root"/usr/lib/*/glusterfs/gsyncd

  cp -a --no-preserve=ownership "$lab_dir/guest/." "$root/"
  install -d -m 700 "$root/root/.ssh"
  install -m 600 "$key.pub" "$root/root/.ssh/authorized_keys"
  : >"$root/etc/fstab"
  : >"$root/etc/machine-id"
  # one host key for all nodes, made here: it takes seconds under emulation.
  # /var/lib/glusterd/glusterd.info, on the other hand, must never be in the image:
  # a node draws its uuid at glusterd's first start.
  rm -f "$root"/etc/ssh/ssh_host_* "$root/var/lib/glusterd/glusterd.info"
  ssh-keygen -q -t ed25519 -N '' -C lab -f "$root/etc/ssh/ssh_host_ed25519_key"
  chroot "$root" systemctl mask -q "${masked[@]}"
  chroot "$root" systemctl set-default -q multi-user.target
  # gluster 10 picks brick ports at random from thousands; the host forwards a few
  sed -i 's/^ *option max-port .*/    option base-port 49152\n    option max-port  49183/' \
    "$root/etc/glusterfs/glusterd.vol"
  chroot "$root" systemctl enable -q ssh.service glusterd.service lab-node.service
}

rm -rf "$work"
mkdir -p "$work" "$root" "$image" "$cache"
archive=$cache/root-$(echo "$suite $packages" | sha256sum | cut -c1-12).tar
bootstrap_pid=
trap '[ -z "$bootstrap_pid" ] || kill "$bootstrap_pid" 2>/dev/null || true' EXIT
[ -f "$archive" ] || { bootstrap "$archive" & bootstrap_pid=$!; }
kernel=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-[0-9]/ { print $2; exit }')
[ -n "$kernel" ] || die "apt knows no linux-image-cloud-amd64: the image needs Debian's package lists"
[ -d "$cache/$kernel" ] || fetch_kernel "$kernel"
[ -z "$bootstrap_pid" ] || wait "$bootstrap_pid"
bootstrap_pid=
say "packages are there"

tar -C "$root" -xf "$archive"
install_kernel "$cache/$kernel"
configure
rm -f "$image/root.ext4.new"
mke2fs -q -t ext4 -L labroot -m 0 -E lazy_itable_init=1,nodiscard -d "$root" \
  "$image/root.ext4.new" "${LAB_ROOT_MB:-1024}M" >/dev/null
mv "$image/root.ext4.new" "$image/root.ext4"
printf '%s\n' "$LAB_INPUTS" >"$image/inputs"
rm -rf "$work"
# under sudo: the state belongs to who owns its folder
chown -R --reference="$state" "$image" "$cache"
say "image built"
