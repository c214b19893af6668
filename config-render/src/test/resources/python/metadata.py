"""Runs the program that asks for a host's block, against a metadata service on ::1 that wants a token.

Arguments: the program, the folder that stands for /, and what the service answers about prefixes, one answer per
question and the last for good; "404" is the status, a comma is a new line.
"""

import http.server
import sys
import threading

program, root, *answers = sys.argv[1:]
asked = []


class Metadata(http.server.BaseHTTPRequestHandler):
    def answer(self, status, text=""):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def do_PUT(self):
        fine = self.path == "/latest/api/token" and int(self.headers["X-aws-ec2-metadata-token-ttl-seconds"]) > 0
        self.answer(200 if fine else 400, "a-token")

    def do_GET(self):
        if self.headers["X-aws-ec2-metadata-token"] != "a-token":
            self.answer(401)
        elif self.path == "/latest/meta-data/mac":
            self.answer(200, "12:fb:b4:8b:15:f8")
        elif self.path == "/latest/meta-data/network/interfaces/macs/12:fb:b4:8b:15:f8/ipv6-prefix":
            asked.append(self.path)
            now = answers.pop(0) if len(answers) > 1 else answers[0]
            self.answer(404) if now == "404" else self.answer(200, now.replace(",", "\n"))
        else:
            self.answer(404)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    address_family = __import__("socket").AF_INET6


server = Server(("::1", 0), Metadata)
threading.Thread(target=server.serve_forever, daemon=True).start()
text = open(program).read()
for old, new in (
    ('"http://169.254.169.254"', '"http://127.0.0.1:1"'),  # nobody is there
    ("http://[fd00:ec2::254]", "http://[::1]:%d" % server.server_port),
    ("PATIENCE = 300", "PATIENCE = 1"),
    ("time.sleep(2)", "time.sleep(0.2)"),
    ('TEMPLATES = "', 'TEMPLATES = "' + root),
    ('ROOT = "/"', 'ROOT = "%s"' % root),
):
    assert text.count(old) == 1, old
    text = text.replace(old, new)
exec(compile(text, program, "exec"))
print("asked", len(asked))
