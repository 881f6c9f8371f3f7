# shellcheck shell=bash
# Runs in a guest: makes it the node $1 of the cluster. GlusterFS comes in a pod, so the guest's own goes.
systemctl disable --now glusterd >/dev/null 2>&1
pkill gluster
mkdir -p /opt/kubernetes /var/lib/glusterd /var/log/glusterfs /var/lib/misc/glusterfsd /run/lvm
mount /dev/vdc /opt/kubernetes
insmod /opt/kubernetes/etc/overlay.ko
export PATH=/opt/kubernetes/bin:$PATH
setsid containerd -c /opt/kubernetes/etc/containerd.toml >/opt/kubernetes/containerd.log 2>&1 </dev/null &
for _ in {1..60}; do [ -S /run/containerd.sock ] && break; sleep 1; done
setsid kubelet --kubeconfig="/etc/kubernetes/node$1.kubeconfig" --config=/etc/kubernetes/kubelet.yaml \
  --container-runtime=remote --container-runtime-endpoint=unix:///run/containerd.sock --hostname-override="node$1" \
  --node-ip="192.168.77.1$1" --root-dir=/opt/kubernetes/kubelet --cert-dir=/opt/kubernetes/kubelet/pki \
  >/opt/kubernetes/kubelet.log 2>&1 </dev/null &
