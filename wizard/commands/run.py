"""``moushikomi run``: serve the pages."""

from rules.dates.cutoff import moment
from wizard.commands.exits import complain
from wizard.commands.json_text import dumps
from wizard.serving import launch as serve
from wizard.serving.startup_problems import startup_problems


def run(port: int, address: str, at: str | None, *, as_json: bool) -> None:
    """Serve the pages, and say where."""
    believed = None if at is None else moment(at)
    for trouble in startup_problems(address):
        complain(trouble)
    serve.check_port_is_free(port, address)
    url = f"http://{address}:{port}"
    print(dumps({"url": url}) if as_json else f"画面：{url}（終了する場合は Ctrl+C）", flush=True)
    serve.run(port, address, believed)
