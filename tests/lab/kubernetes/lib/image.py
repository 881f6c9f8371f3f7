"""mkimage.py OUT NAME CMD-JSON LAYER.tar...: a docker archive."""
import hashlib, io, json, os, sys, tarfile
out, name, cmd, layers = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4:]
ids = []
for l in layers:
    h = hashlib.sha256()
    with open(l, "rb") as f:
        while b := f.read(1 << 20): h.update(b)
    ids.append(h.hexdigest())
config = json.dumps({"architecture": "amd64", "os": "linux", "config": {"Cmd": cmd, "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]},
  "rootfs": {"type": "layers", "diff_ids": ["sha256:" + i for i in ids]}, "history": [{} for _ in ids]}).encode()
cid = hashlib.sha256(config).hexdigest()
manifest = json.dumps([{"Config": cid + ".json", "RepoTags": [name], "Layers": [i + "/layer.tar" for i in ids]}]).encode()
with tarfile.open(out, "w") as t:
    def add(n, d):
        i = tarfile.TarInfo(n); i.size = len(d); t.addfile(i, io.BytesIO(d))
    add(cid + ".json", config)
    for i, l in zip(ids, layers): t.add(l, i + "/layer.tar")
    add("manifest.json", manifest)
