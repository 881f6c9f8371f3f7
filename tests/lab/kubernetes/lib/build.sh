# shellcheck shell=bash disable=SC2154  # sourced by `cluster`
# What the cluster is made of: Kubernetes 1.20.2 from Debian's source package, the rest from Debian's packages.

build() {
  mkdir -p "$bin" "$log" "$state/images"
  build_programs
  unpack_debian
  build_images
  [ -f "$state/guest.disk" ] || build_guest_disk
}

build_programs() {
  local source=$state/gopath/src/k8s.io/kubernetes name
  [ ! -x "$bin/kube-proxy" ] || return 0
  say "building Kubernetes (ten minutes)"
  dpkg -s golang-go etcd-server >/dev/null 2>&1 || apt-get install -qy --no-install-recommends golang-go etcd-server >"$log/apt"
  if [ ! -d "$source" ]; then
    mkdir -p "$state/source" "$(dirname "$source")"
    (cd "$state/source" && fetch_source kubernetes && tar xzf kubernetes_*.orig.tar.gz && mv kubernetes-1.* "$source")
  fi
  cd "$source" || exit
  export GOPATH=$state/gopath GO111MODULE=off GOCACHE=$state/gocache
  # The one generated file that the source package leaves out
  go build -o "$bin/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  local inputs
  inputs=$(grep -rl --include='*.go' --exclude='zz_*' '+k8s:openapi-gen=' pkg cmd \
    vendor/k8s.io/{api,apimachinery,apiserver,apiextensions-apiserver,kube-aggregator,component-base,client-go,metrics,kube-controller-manager,kube-proxy,kube-scheduler,kubelet,cloud-provider,controller-manager} |
    xargs -n1 dirname | LC_ALL=C sort -u | grep -v _examples | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
  GOROOT=$(go env GOROOT) "$bin/openapi-gen" --logtostderr -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
    -h vendor/k8s.io/code-generator/hack/boilerplate.go.txt -r "$state/violations" -o "$state/gopath/src"
  local version=k8s.io/kubernetes/vendor/k8s.io/component-base/version
  for name in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy; do
    go build -ldflags "-s -w -X $version.gitVersion=v1.20.2 -X $version.gitMajor=1 -X $version.gitMinor=20" -o "$bin/$name" "./cmd/$name"
  done
}

# A source package, without touching the machine's own lists of sources.
fetch_source() { # package
  local apt=(-o "Dir::Etc::sourcelist=$PWD/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$PWD/lists" -o "Dir::Cache=$PWD/cache" -o APT::Sandbox::User=root)
  mkdir -p lists/partial cache/archives/partial
  echo "deb-src [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm main" >sources.list
  apt-get "${apt[@]}" update -q >"$log/apt"
  apt-get "${apt[@]}" source -q --download-only "$1" >>"$log/apt" 2>&1
}

unpack_debian() {
  [ ! -x "$debian/usr/sbin/runc" ] || return 0
  say "unpacking containerd, runc, plugins, iptables and kubectl"
  mkdir -p "$state/debs" "$debian"
  (cd "$state/debs" && apt-get download -q -o APT::Sandbox::User=root runc containerd containernetworking-plugins iptables conntrack \
    libip4tc2 libip6tc2 libxtables12 libnetfilter-conntrack3 libnfnetlink0 libnftnl11 libmnl0 libseccomp2 kubernetes-client >"$log/apt")
  local deb name
  for deb in "$state"/debs/*.deb; do dpkg-deb -x "$deb" "$debian"; done
  for name in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
    ln -sf xtables-legacy-multi "$debian/usr/sbin/$name"
  done
}

build_images() {
  local images=$state/images
  if [ ! -f "$images/pause.tar" ]; then
    mkdir -p "$images/pause"
    (cd "$images/pause" && CGO_ENABLED=0 GO111MODULE=off GOCACHE=$state/gocache go build -ldflags '-s -w' -o pause "$here/lib/pause.go")
    tar cf "$images/pause.layer" -C "$images/pause" .
    python3 "$here/lib/image.py" "$images/pause.tar" k8s.gcr.io/pause:3.2 '["/pause"]' "$images/pause.layer"
  fi
  if [ ! -f "$images/gluster.tar" ]; then
    # The lab's own root file system stands in for gluster/gluster-centos, which is nowhere to be had any more
    "$lab" up && "$lab" down
    tar cf "$images/gluster.layer" -C "$here/gluster-image" .
    cp "$LAB_STATE"/cache/root-*.tar "$images/root.layer"
    python3 "$here/lib/image.py" "$images/gluster.tar" docker.io/gluster/gluster-centos:latest '["/usr/local/sbin/gluster-pod"]' \
      "$images/root.layer" "$images/gluster.layer"
    rm "$images/root.layer"
  fi
  [ -f "$images/heketi.tar" ] || "$root/extras/container/build-image" "$images/heketi.tar"
}

# A third disk for each guest: kubelet, containerd, and the images as containerd keeps them, unpacked here and not under emulation.
build_guest_disk() {
  local guest=$state/guest address=/run/kubernetes-bake.sock
  say "making the guests' disk"
  rm -rf "$guest"; mkdir -p "$guest"/{bin,cni,etc/cni}
  cp "$debian"/usr/bin/{containerd,containerd-shim-runc-v2} "$debian/usr/sbin/runc" "$bin/kubelet" "$guest/bin/"
  cp "$debian"/usr/lib/cni/{loopback,bridge,host-local} "$guest/cni/"
  cp "$LAB_STATE"/cache/linux-image-*/lib/modules/*/kernel/fs/overlayfs/overlay.ko "$guest/etc/"
  containerd_settings /opt/kubernetes/containerd /run/containerd /run/containerd.sock /opt/kubernetes/cni /opt/kubernetes/etc/cni >"$guest/etc/containerd.toml"
  cni_settings >"$guest/etc/cni/10-lab.conflist"
  containerd_settings "$guest/containerd" /run/kubernetes-bake "$address" "$guest/cni" "$guest/etc/cni" >"$state/bake.toml"
  run_containerd "$state/bake.toml" "$address" bake
  import "$address" "$state/images/pause.tar"
  import "$address" "$state/images/gluster.tar"
  pkill -f "$state/bake.toml"
  truncate -s 6G "$state/guest.disk.new"
  mkfs.ext4 -q -d "$guest" "$state/guest.disk.new"
  mv "$state/guest.disk.new" "$state/guest.disk"
}

import() { "$debian/usr/bin/ctr" -a "$1" -n k8s.io image import "${@:3}" "$2"; } # address archive option...

run_containerd() { # settings address name
  PATH=$debian/usr/sbin:$debian/usr/bin:$PATH LD_LIBRARY_PATH=$debian/usr/lib/x86_64-linux-gnu \
    setsid containerd -c "$1" >"$log/containerd-$3" 2>&1 </dev/null &
  until_true 60 test -S "$2"
  sleep 2
}

containerd_settings() { # root state address cni-programs cni-settings
  cat <<END
version = 2
root = "$1"
state = "$2"
[grpc]
  address = "$3"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "k8s.gcr.io/pause:3.2"
  restrict_oom_score_adj = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "$4"
    conf_dir = "$5"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
END
}

cni_settings() {
  cat <<'END'
{ "cniVersion": "0.4.0", "name": "lab", "plugins": [ { "type": "bridge", "bridge": "cni0", "isGateway": true,
  "ipam": { "type": "host-local", "dataDir": "/run/kubernetes-ipam", "ranges": [[{ "subnet": "10.88.0.0/24" }]], "routes": [{ "dst": "0.0.0.0/0" }] } } ] }
END
}
