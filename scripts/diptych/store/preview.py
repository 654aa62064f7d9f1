"""A folder of pages shown on this machine only, whose pages load themselves anew when they are told to."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from diptych.model.layout import WORK
from diptych.model.problem import Refused, Severity, rule

PORT_TAKEN = rule(
    "D588",
    Severity.ERROR,
    "the port {port} cannot be used on this machine; another program may have it",
    "Choose another with --port, such as --port 8001.",
    "không dùng được cổng {port} trên máy này; có thể chương trình khác đang dùng",
    "Hãy chọn cổng khác bằng --port, ví dụ --port 8001.",
)

HOST = "127.0.0.1"
EVENTS = f"/{WORK}/changes"
QUIET = 15.0  # seconds, after which an open connection is told that nothing has happened
# A page that is shown loads itself anew, and says what is wrong with what was saved.
_LISTEN = f"""<script>
(() => {{
  const box = document.createElement("pre");
  box.setAttribute("role", "status");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;margin:0;padding:1rem;max-height:40vh;overflow:auto;" +
    "white-space:pre-wrap;font:14px/1.5 monospace;background:#5a1410;color:#fff;z-index:999";
  new EventSource("{EVENTS}").onmessage = ({{ data }}) => {{
    const told = JSON.parse(data);
    if (!told.length) location.reload();
    box.textContent = told.join("\\n");
    document.body.append(box);
  }};
}})();
</script>"""


class Preview(ThreadingHTTPServer):
    """The server. `tell` speaks to every page that is open."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.listeners: set[queue.Queue[str]] = set()
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"

    def tell(self, problems: list[str]) -> None:
        """Pages load anew, or show these problems where there are any."""
        for listener in [*self.listeners]:
            listener.put(json.dumps(problems, ensure_ascii=False))


class _Handler(SimpleHTTPRequestHandler):
    server: Preview

    def __init__(self, request: Any, client: Any, server: Preview) -> None:
        super().__init__(request, client, server, directory=str(server.folder))

    def do_GET(self) -> None:
        named = self.headers.get("Host", "").rpartition(":")[0]
        if named not in (HOST, "localhost"):  # another site's page may have this address under a name of its own
            self.send_error(HTTPStatus.FORBIDDEN)
        elif self.path == EVENTS:
            self._events()
        else:
            self._file()

    def _file(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir() and not self.path.partition("?")[0].endswith("/"):
            super().do_GET()
            return
        file = path / "index.html" if path.is_dir() else path
        found = file.is_file()
        file = file if found else self.server.folder / "404.html"
        if file.suffix != ".html" or not file.is_file():
            super().do_GET()
            return
        page = file.read_bytes().replace(b"</body>", _LISTEN.encode() + b"</body>")
        self.send_response(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def _events(self) -> None:
        told: queue.Queue[str] = queue.Queue()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.server.listeners.add(told)
        try:
            self.wfile.write(b": here\n\n")
            while True:
                try:
                    line = f"data: {told.get(timeout=QUIET)}\n\n"
                except queue.Empty:
                    line = ": quiet\n\n"
                self.wfile.write(line.encode())
                self.wfile.flush()
        except OSError:
            self.close_connection = True
        finally:
            self.server.listeners.discard(told)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the terminal tells of what was saved."""


@contextmanager
def preview(folder: Path, port: int) -> Iterator[Preview]:
    """Shows the pages of a folder until the block ends; port 0 takes a free one. Raises Refused (D588)."""
    try:
        server = Preview(folder, port)
    except (OSError, OverflowError):
        raise Refused(PORT_TAKEN.at("--port", port=port)) from None
    with server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()
