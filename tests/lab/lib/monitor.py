#!/usr/bin/env python3
"""monitor.py SOCKET COMMAND...: gives one command to a guest's qemu monitor."""
import socket
import sys

PROMPT = b"(qemu) "


def read_to_prompt(monitor):
    answer = b""
    while not answer.endswith(PROMPT):
        part = monitor.recv(65536)
        if not part:  # quit: the guest is gone
            break
        answer += part
    return answer


with socket.socket(socket.AF_UNIX) as monitor:
    monitor.connect(sys.argv[1])
    read_to_prompt(monitor)
    monitor.sendall(" ".join(sys.argv[2:]).encode() + b"\n")
    # the monitor echoes the command, with the editing codes of a terminal, in its first line
    lines = read_to_prompt(monitor).removesuffix(PROMPT).decode().splitlines()[1:]
    if lines:
        print("\n".join(lines))
