"""A small OpenID Connect provider on this machine: it tells whatever a test wants it to tell, signed."""

import base64
import hashlib
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "driekracht", "een geheim van de twee"
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _number in range(2))


@dataclass
class Provider:
    """What the provider says, and what was asked of it."""

    address: str
    folder: str = ""
    """Where in the address the provider has its pages, as Microsoft has a folder for each tenant."""
    claims: dict[str, object] = field(default_factory=dict)
    more: dict[str, object] = field(default_factory=dict)
    """What only the page about the user tells."""
    header: dict[str, str] = field(default_factory=lambda: {"kid": "een"})
    key: object = KEY
    algorithm: str = "RS256"
    broken: set[str] = field(default_factory=set)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    challenge: str = ""

    def id_token(self):
        """Return the signed token."""
        now = int(time.time())
        usual = {"iss": self.address, "aud": CLIENT, "sub": "abc", "iat": now, "exp": now + 300}
        return jwt.encode(usual | self.claims, self.key, self.algorithm, self.header)

    def answer(self, path, form):
        """Return what an address answers; None when it is broken."""
        path = path.removeprefix(self.folder)
        self.asked.append((path, form))
        if path in self.broken:
            return None
        if path == "/token":
            verifier = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest())
            assert (form["client_id"], form["client_secret"], form["code"]) == (CLIENT, SECRET, "de-code")
            assert verifier.decode().rstrip("=") == self.challenge
            return {"access_token": "toegang", "token_type": "Bearer", "id_token": self.id_token()}
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/jwks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/jwks": {"keys": [public | {"kid": "een", "alg": "RS256", "use": "sig"}]},
            "/userinfo": {"sub": self.claims.get("sub", "abc"), **self.more},
        }[path]


@contextmanager
def running():
    """Run a provider until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self._send({})

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._send({name: values[0] for name, values in parse_qs(body).items()})

        def _send(self, form):
            found = provider.answer(urlsplit(self.path).path, form)
            body = json.dumps(found).encode() if found is not None else b"kapot"
            self.send_response(200 if found is not None else 500)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider = Provider(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
