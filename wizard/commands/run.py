"""``moushikomi run``: serve the pages."""

import click

from rules.cutoff import moment
from wizard import serve
from wizard.beginning import troubles
from wizard.commands.as_json import dumps
from wizard.commands.call import as_json_option
from wizard.commands.printing import complain
from wizard.commands.usage import JapaneseCommand


@click.command(cls=JapaneseCommand)
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="待ち受けるポート番号。")
@click.option("--address", default="localhost", help="待ち受けるアドレス。")
@click.option("--at", metavar="日時", help="画面をこの日時のものとして表示します。")
@as_json_option
def run(port: int, address: str, at: str | None, *, as_json: bool) -> None:
    """画面を開きます（この計算機の中だけで待ち受けます）。"""
    believed = None if at is None else moment(at)
    for trouble in troubles():
        complain(trouble)
    serve.make_sure_it_is_free(port, address)
    url = f"http://{address}:{port}"
    print(dumps({"url": url}) if as_json else f"画面：{url}（終わるときは Ctrl+C）", flush=True)
    serve.run(port, address, believed)
