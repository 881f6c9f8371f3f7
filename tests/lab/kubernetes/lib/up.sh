# shellcheck shell=bash disable=SC2154  # sourced by `cluster`
# Control plane and one node ("manager", for the server's pod) on this machine; node1 to node3 are the lab's guests.

up() {
  make_pki
  start_control_plane
  start_guests
  start_manager
  until_true 120 ready_nodes
  "$kubectl" get nodes -o wide
}

ready_nodes() { [ "$("$kubectl" get nodes --no-headers | grep -cw Ready)" = 4 ]; }

daemon() { # name command...
  setsid "${@:2}" >"$log/$1" 2>&1 </dev/null &
}

start_control_plane() {
  say "control plane"
  # The address of the service "kubernetes", for those on this machine
  ip addr add 10.99.0.1/32 dev lo 2>/dev/null || true
  daemon etcd etcd --data-dir "$state/etcd" --unsafe-no-fsync --listen-client-urls http://127.0.0.1:22379 \
    --advertise-client-urls http://127.0.0.1:22379 --listen-peer-urls http://127.0.0.1:22380 \
    --initial-advertise-peer-urls http://127.0.0.1:22380 --initial-cluster default=http://127.0.0.1:22380
  daemon api "$bin/kube-apiserver" --etcd-servers=http://127.0.0.1:22379 --bind-address=0.0.0.0 --secure-port=26443 \
    --advertise-address=192.168.77.1 --tls-cert-file="$pki/api.crt" --tls-private-key-file="$pki/api.key" \
    --client-ca-file="$pki/ca.crt" --token-auth-file="$pki/tokens.csv" --authorization-mode=Node,RBAC \
    --enable-admission-plugins=NodeRestriction --service-cluster-ip-range=10.99.0.0/24 --allow-privileged=true \
    --service-account-issuer=https://kubernetes.default.svc --api-audiences=https://kubernetes.default.svc \
    --service-account-key-file="$pki/sa.pub" --service-account-signing-key-file="$pki/sa.key" \
    --kubelet-client-certificate="$pki/kubelet-client.crt" --kubelet-client-key="$pki/kubelet-client.key" \
    --kubelet-preferred-address-types=InternalIP
  until_true 120 "$kubectl" get --raw /readyz
  daemon controller-manager "$bin/kube-controller-manager" --kubeconfig="$pki/controller-manager.kubeconfig" \
    --service-account-private-key-file="$pki/sa.key" --root-ca-file="$pki/ca.crt" --use-service-account-credentials=true --leader-elect=false
  daemon scheduler "$bin/kube-scheduler" --kubeconfig="$pki/scheduler.kubeconfig" --leader-elect=false
}

start_guests() {
  local n
  mkdir -p "$LAB_STATE/run"
  for n in 1 2 3; do [ -f "$LAB_STATE/run/n$n.disk3" ] || cp --sparse=always "$state/guest.disk" "$LAB_STATE/run/n$n.disk3"; done
  "$lab" up
  daemon lan python3 "$here/lib/lan.py" "$LAB_MCAST_PORT" 192.168.77.1/24
  until_true 10 ip addr show lab0
  for n in 1 2 3; do
    say "node$n"
    tar c -C "$pki" ca.crt "node$n.kubeconfig" | "$lab" ssh "$n" "mkdir -p /etc/kubernetes && tar x -C /etc/kubernetes"
    kubelet_settings /etc/kubernetes | "$lab" ssh "$n" "cat >/etc/kubernetes/kubelet.yaml"
    "$lab" ssh "$n" bash -s "$n" <"$here/lib/guest.sh"
  done
}

start_manager() {
  local address=/run/kubernetes-manager.sock
  say "manager"
  sysctl -qw net.ipv4.ip_forward=1
  # A container's address of its node; a bridge, as not every kernel has dummy devices
  ip link show manager >/dev/null 2>&1 || { ip link add manager type bridge; ip addr add 192.168.76.1/32 dev manager; ip link set manager up; }
  mkdir -p "$state/cni"
  cni_settings >"$state/cni/10-lab.conflist"
  containerd_settings "$state/containerd" /run/kubernetes-manager "$address" "$debian/usr/lib/cni" "$state/cni" >"$state/manager.toml"
  run_containerd "$state/manager.toml" "$address" manager
  import "$address" "$state/images/pause.tar"
  import "$address" "$state/images/heketi.tar" --base-name docker.io/heketi/heketi
  "$debian/usr/bin/ctr" -a "$address" -n k8s.io image tag --force "$("$debian/usr/bin/ctr" -a "$address" -n k8s.io image ls -q | grep -m1 '^docker.io/heketi/')" docker.io/heketi/heketi:11
  dpkg -s glusterfs-client >/dev/null 2>&1 || apt-get install -qy --no-install-recommends glusterfs-client >"$log/apt"
  kubelet_settings "$pki" >"$state/kubelet.yaml"
  local path=$debian/usr/sbin:$debian/usr/bin:$PATH libraries=$debian/usr/lib/x86_64-linux-gnu
  daemon kubelet env PATH="$path" "$bin/kubelet" --kubeconfig="$pki/manager.kubeconfig" --config="$state/kubelet.yaml" \
    --container-runtime=remote --container-runtime-endpoint="unix://$address" --hostname-override=manager --node-ip=192.168.76.1 \
    --root-dir="$state/kubelet" --cert-dir="$state/kubelet/pki"
  daemon proxy env PATH="$path" LD_LIBRARY_PATH="$libraries" XTABLES_LIBDIR="$libraries/xtables" "$bin/kube-proxy" \
    --kubeconfig="$pki/admin.kubeconfig" --hostname-override=manager --proxy-mode=iptables --cluster-cidr=10.88.0.0/24 --conntrack-max-per-core=0
}

kubelet_settings() { # folder of ca.crt
  cat <<END
apiVersion: kubelet.config.k8s.io/v1beta1
kind: KubeletConfiguration
authentication: { anonymous: { enabled: false }, webhook: { enabled: false }, x509: { clientCAFile: $1/ca.crt } }
authorization: { mode: AlwaysAllow }
address: 0.0.0.0
failSwapOn: false
cgroupDriver: cgroupfs
cgroupsPerQOS: false
enforceNodeAllocatable: []
evictionHard: { memory.available: 100Mi, nodefs.available: 1%, imagefs.available: 1% }
makeIPTablesUtilChains: false
END
}

down() {
  local mounted device
  pkill -f "$bin/kubelet" || true
  pkill -f "$state/manager.toml" || true
  pkill -f "containerd-shim-runc-v2 .*/run/kubernetes-manager.sock" || true
  pkill -f "$bin/kube-" || true
  pkill -f "$here/lib/lan.py" || true
  pkill -f "etcd --data-dir $state/etcd" || true
  awk '{ print $2 }' /proc/mounts | grep -E "^($state/kubelet|/run/kubernetes-manager)" | while read -r mounted; do umount -l "$mounted"; done || true
  "$lab" down
  for device in manager cni0; do ip link del "$device" 2>/dev/null || true; done
  ip addr del 10.99.0.1/32 dev lo 2>/dev/null || true
  rm -rf "$state/etcd" "$state/kubelet" "$pki"
}
