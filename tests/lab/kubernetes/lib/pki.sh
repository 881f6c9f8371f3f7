# shellcheck shell=bash disable=SC2154  # sourced by `cluster`
# Keys and accounts: good for a lab on one machine, and for nothing else.

make_pki() {
  [ ! -f "$pki/admin.kubeconfig" ] || return 0
  mkdir -p "$pki"
  local n
  cd "$pki" || exit
  openssl genrsa -out sa.key 2048 2>/dev/null
  openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null
  openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.crt -days 30 -subj /CN=lab 2>/dev/null
  echo "subjectAltName=IP:127.0.0.1,IP:10.99.0.1,IP:192.168.77.1,DNS:kubernetes.default.svc" >api.ext
  sign api /CN=kube-apiserver -extfile api.ext
  sign kubelet-client /O=system:masters/CN=kube-apiserver
  : >tokens.csv
  account admin admin system:masters 127.0.0.1
  account controller-manager system:kube-controller-manager "" 127.0.0.1
  account scheduler system:kube-scheduler "" 127.0.0.1
  account manager system:node:manager system:nodes 127.0.0.1
  for n in 1 2 3; do account "node$n" "system:node:node$n" system:nodes 192.168.77.1; done
}

sign() { # name subject option...
  openssl req -newkey rsa:2048 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -out "$1.crt" -days 30 "${@:3}" 2>/dev/null
}

account() { # name user group api-server
  local token
  token=$(openssl rand -hex 16)
  echo "$token,$2,$1${3:+,$3}" >>tokens.csv
  cat >"$1.kubeconfig" <<END
apiVersion: v1
kind: Config
clusters: [{ name: lab, cluster: { server: "https://$4:26443", certificate-authority-data: "$(base64 -w0 ca.crt)" } }]
users: [{ name: "$1", user: { token: "$token" } }]
contexts: [{ name: lab, context: { cluster: lab, user: "$1" } }]
current-context: lab
END
  chmod 600 "$1.kubeconfig" tokens.csv
}
