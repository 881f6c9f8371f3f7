"""Puts this machine into the network of the lab's guests: a TAP device on the one side, qemu's multicast socket on the other."""
import fcntl, os, select, socket, struct, subprocess, sys
port, address = int(sys.argv[1]), sys.argv[2]
tap = os.open("/dev/net/tun", os.O_RDWR)
fcntl.ioctl(tap, 0x400454CA, struct.pack("16sH22s", b"lab0", 0x1002, b""))
subprocess.check_call(["ip", "addr", "add", address, "dev", "lab0"])
subprocess.check_call(["ip", "link", "set", "lab0", "up"])
group = ("230.0.0.77", port)
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
s.bind(group)
s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group[0]) + socket.inet_aton("127.0.0.1"))
s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_LOOP, 1)
mac = open("/sys/class/net/lab0/address").read().strip()
me = bytes.fromhex(mac.replace(":", ""))
while True:
    for ready in select.select([tap, s], [], [])[0]:
        if ready is tap:
            s.sendto(os.read(tap, 65536), group)
        else:
            frame = s.recv(65536)
            if frame[6:12] != me:  # our own come back, too
                os.write(tap, frame)
