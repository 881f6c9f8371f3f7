# shellcheck shell=bash disable=SC2154  # sourced by `lab`, after common.sh
# Starting, stopping and asking the guests.

qemu="qemu-system-x86_64"

# quiet and no status: the emulated serial port is slow
kernel_args="root=/dev/nvme0n1 rw console=ttyS0 quiet systemd.show_status=0 fsck.mode=skip
 mitigations=off nokaslr tsc=reliable panic=-1 audit=0 net.ifnames=0 random.trust_cpu=on"
kernel_args=${kernel_args//$'\n'/}

# What the image is made of; image.sh records it.
image_inputs() {
  { cat "$lab_dir/lib/image.sh" "$key.pub"
    cd "$lab_dir/guest" && find . -type f | LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -d ' ' -f 1
}
image_current() { [ -f "$image/root.ext4" ] && [ "$(cat "$image/inputs" 2>/dev/null)" = "$(image_inputs)" ]; }

# /dev/kvm may be there and yet not boot a kernel (nested virtualisation): only a boot
# up to the first program tells. The answer holds until the host reboots.
accel() {
  local answer=$image/accel boot_id
  [ "$LAB_ACCEL" = auto ] || { echo "$LAB_ACCEL"; return; }
  if [ ! -r /dev/kvm ] || [ ! -w /dev/kvm ]; then echo tcg; return; fi
  read -r boot_id </proc/sys/kernel/random/boot_id
  if ! grep -qs "^$boot_id" "$answer"; then
    rm -f "$run/probe.console"
    # /bin/true as PID 1 ends at once, the kernel panics and qemu ends with it
    # (the subshell keeps bash's word about a qemu that aborts off the terminal)
    (ulimit -c 0
      timeout -k 1 10 "$qemu" -machine q35 -cpu host -accel kvm -m 256 -nodefaults -display none -no-reboot \
        -kernel "$image/vmlinuz" -append "${kernel_args/ quiet / } ro init=/bin/true" \
        -drive "file=$image/root.ext4,format=raw,if=none,id=root,snapshot=on" -device nvme,drive=root,serial=root \
        -serial "file:$run/probe.console" 9>&- || true) >/dev/null 2>&1
    if grep -qs 'Attempted to kill init' "$run/probe.console"; then echo "$boot_id kvm"; else echo "$boot_id tcg"; fi >"$answer"
  fi
  cut -d ' ' -f 2 "$answer"
}

# Arguments for one drive. cache=unsafe: what the guest wrote is in the host's page
# cache and outlives a killed qemu; nothing here has to outlive the host.
drive() { # name format device
  args+=(-drive "file=$run/$1,format=$2,if=none,id=$1,cache=unsafe,discard=unmap,detect-zeroes=unmap"
    -device "$3,drive=$1,serial=$1")
}

forwards() { # node: the loopback ports that end in its guest
  local p s="hostfwd=tcp:127.0.0.1$1:$LAB_SSH_PORT-:22"
  if [ "$LAB_GLUSTER_PORTS" != 0 ]; then
    for p in 24007 $(seq 49152 $((49151 + LAB_GLUSTER_PORTS))); do s+=",hostfwd=tcp:127.0.0.1$1:$p-:$p"; done
  fi
  echo "$s"
}

boot() { # node
  local n=$1 d args=()
  ! alive "$n" || return 0
  [ -f "$image/root.ext4" ] || die "there is no image: run 'lab up' first"
  mkdir -p "$run"
  rm -f "$run/n$n.pid" "$run/n$n.monitor"
  [ -f "$run/n$n.root" ] || qemu-img create -q -f qcow2 -b "$image/root.ext4" -F raw "$run/n$n.root"
  case $(accel) in
    kvm) args+=(-accel kvm -cpu host) ;;
    *) args+=(-accel "tcg,thread=multi,tb-size=256" -cpu Nehalem) ;;
  esac
  drive "n$n.root" qcow2 nvme
  for d in $(seq "$LAB_DISKS"); do
    [ -f "$run/n$n.disk$d" ] || truncate -s "${LAB_DISK_GB}G" "$run/n$n.disk$d"
    drive "n$n.disk$d" raw virtio-blk-pci
  done
  # two networks: one that carries the forwarded ports and leads nowhere else
  # (restrict), one between the guests
  "$qemu" -name "lab-node$n" -machine q35,usb=off,vmport=off,smbus=off,sata=off "${args[@]}" \
    -smp "$LAB_SMP" -m "$LAB_MB" -no-user-config -nodefaults -display none \
    -kernel "$image/vmlinuz" -append "$kernel_args lab.node=$n ${LAB_CMDLINE:-}" -device virtio-rng-pci \
    -netdev "user,id=host,net=10.0.2.0/24,restrict=on,$(forwards "$n")" \
    -device "virtio-net-pci,netdev=host,mac=52:54:00:aa:00:0$n" \
    -netdev "socket,id=lan,mcast=230.0.0.77:$LAB_MCAST_PORT,localaddr=127.0.0.1" \
    -device "virtio-net-pci,netdev=lan,mac=52:54:00:bb:00:0$n" \
    -serial "file:$run/n$n.console" -monitor "unix:$run/n$n.monitor,server=on,wait=off" \
    -pidfile "$run/n$n.pid" -daemonize 9>&- || die "node$n: qemu did not start"
}

# A power cut: no signal that qemu or the guest could act on.
kill_guest() { # node
  local pid
  if alive "$1"; then
    pid=$(cat "$run/n$1.pid")
    kill -9 "$pid"
    while [ -d "/proc/$pid" ]; do sleep .05; done
  fi
  rm -f "$run/n$1.pid" "$run/n$1.monitor"
}

glusterd_answers='test -S /run/glusterd.socket && timeout 25 gluster --mode=script --timeout=20 pool list >/dev/null 2>&1'

# Under emulation about one boot in fifty stops for good before lab-node has run: qemu is
# alive and uses no processor time. Nothing has used the disks by then, so such a guest is
# simply started again. True when node $1, seen idle for 30 s, was.
restart_stalled() { # node; keeps its notes in ticks[] and since[]
  local n=$1 stat now
  ! grep -qs lab-node: "$run/n$n.console" || return 1
  stat=$(cat "/proc/$(cat "$run/n$n.pid")/stat" 2>/dev/null) || return 1
  # shellcheck disable=SC2086
  set -- ${stat##*) }
  now=$((${12} + ${13})) # user and system time, in hundredths of a second
  if [ -z "${ticks[n]:-}" ] || [ $((now - ticks[n])) -ge 100 ]; then
    ticks[n]=$now since[n]=$SECONDS
    return 1
  fi
  [ $((SECONDS - since[n])) -ge 30 ] || return 1
  say "node$n hangs in its boot: starting it again"
  kill_guest "$n"
  boot "$n"
  ticks[n]=
}

wait_ready() { # node...
  local n ready=" " deadline=$((SECONDS + LAB_TIMEOUT)) ticks=() since=()
  while :; do
    for n; do
      [[ $ready != *" $n "* ]] || continue
      if node_ssh "$n" -o ConnectTimeout=3 -o BatchMode=yes -o ServerAliveInterval=10 -- \
          "$glusterd_answers" </dev/null 2>/dev/null; then
        ready+="$n "
        say "node$n is ready"
        continue
      fi
      alive "$n" || die "node$n ended; see $run/n$n.console"
      ! grep -qs 'emergency mode' "$run/n$n.console" ||
        die "node$n is in emergency mode (a line in its /etc/fstab?); see $run/n$n.console"
      restart_stalled "$n" || true
      [ "$SECONDS" -lt "$deadline" ] || die "node$n is not ready after $(elapsed) s; see $run/n$n.console"
    done
    [ "$(wc -w <<<"$ready")" -lt $# ] || return 0
    sleep .3
  done
}

node_status() { # node: prints a line; true when the node is ready
  local power=stopped ssh=no glusterd=no answer
  if alive "$1"; then
    power=running
    # a frozen guest accepts connections (qemu does that) and then says
    # nothing: the alive interval ends that
    answer=$(node_ssh "$1" -o ConnectTimeout=5 -o BatchMode=yes -o ServerAliveInterval=5 -- \
      "echo ssh; $glusterd_answers && echo glusterd" </dev/null 2>/dev/null) || true
    [[ $answer != ssh* ]] || ssh=yes
    [[ $answer != *glusterd ]] || glusterd=yes
  fi
  printf 'node%d  127.0.0.1%d:%s  %s  ssh:%s  glusterd:%s\n' "$1" "$1" "$LAB_SSH_PORT" "$power" "$ssh" "$glusterd"
  [ $glusterd = yes ]
}
