"""A model hub on this machine, as much of it as the client asks for."""

import hashlib
import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

_COMMIT = "1" * 40


class FakeHub:
    """Serves `files` of the repository `nogen/proeve` and records what was fetched.

    `status` other than 200 is answered to everything.
    """

    def __init__(self, files: Mapping[str, bytes], status: int = 200) -> None:
        self.files = dict(files)
        self.status = status
        self.fetched: list[str] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                hub.answer(self, body=True)

            def do_HEAD(self) -> None:
                hub.answer(self, body=False)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name
                """Nothing on the terminal of the tests."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def answer(self, request: BaseHTTPRequestHandler, *, body: bool) -> None:
        path = request.path.partition("?")[0]
        if self.status != 200:
            self._send(request, self.status, b"", body=body)
        elif path.startswith("/api/models/nogen/proeve"):
            siblings = [
                {"rfilename": name, "size": len(content)} for name, content in self.files.items()
            ]
            told = {"id": "nogen/proeve", "sha": _COMMIT, "siblings": siblings}
            self._send(request, 200, json.dumps(told).encode(), body=body)
        elif path.startswith("/nogen/proeve/resolve/"):
            self._send_file(request, path.rpartition("/")[2], body=body)
        else:
            headers = {"X-Error-Code": "RepoNotFound"}
            self._send(request, 404, b"", body=body, headers=headers)

    def _send_file(self, request: BaseHTTPRequestHandler, name: str, *, body: bool) -> None:
        content = self.files[name]
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            "X-Repo-Commit": _COMMIT,
        }
        if body:
            self.fetched.append(name)
        self._send(request, 200, content, body=body, headers=headers)

    def _send(
        self,
        request: BaseHTTPRequestHandler,
        status: int,
        content: bytes,
        *,
        body: bool,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        request.send_response(status)
        for name, value in (headers or {}).items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        if body:
            request.wfile.write(content)
