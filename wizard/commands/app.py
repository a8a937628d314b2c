"""The app of the commands, with their options; what each does is imported when it is called."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from wizard import __version__
from wizard.commands.usage import JapaneseGroup, RequiredOption

_Command = TypeVar("_Command", bound=Callable[..., Any])
FILE: Final = click.Path(path_type=Path)
_REGISTERS: Final = "過去の申込書のフォルダ、台帳のJSON、または画面で管理する台帳を指す database"
as_json_option = click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
at_option = click.option(
    "--at", metavar="日時", help="判定の基準日時（日本時間。省略時は現在の日時）。"
)
closures_option = click.option(
    "--closures",
    metavar="休業日ファイル|none",
    help="休業日ファイル（none を指定すると、土日・祝日のみを休みとします）。",
)
template_option = click.option(
    "--template",
    metavar="取り込んだ様式.xlsx",
    type=FILE,
    help="記入する様式（bind で取り込んだもの）。",
)
register_option = click.option(
    "--register",
    metavar="ファイル|フォルダ",
    multiple=True,
    type=FILE,
    help=f"登録台帳（{_REGISTERS}）と照合します。",
)


def dated_options(command: _Command) -> _Command:
    """Give a command the options of what is judged at a moment."""
    return at_option(closures_option(as_json_option(command)))


@click.group(cls=JapaneseGroup, name="moushikomi")
@click.version_option(
    __version__, message="moushikomi %(version)s", help="バージョンを表示します。"
)
@click.help_option("--help", help="この説明を表示します。")
def app() -> None:
    """スイッチング支援システム利用申込書を作成・チェックし、締切を計算します。"""


def _command(
    module: str = "", name: str | None = None
) -> Callable[[Callable[[], None]], click.Command]:
    """Declare a command by its options and its help; the function of its name does it.

    That is in the module of its name or another one of this folder, which is imported by a call.
    """

    def declare(described: Callable[[], None]) -> click.Command:
        @wraps(described)
        def call(**given: Any) -> Any:
            commands = import_module(f"wizard.commands.{module or described.__name__}")
            return getattr(commands, described.__name__)(**given)

        return app.command(name)(call)

    return declare


@_command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8501,
    metavar="番号",
    help="待ち受けるポート番号。",
)
@click.option("--address", default="localhost", metavar="アドレス", help="待ち受けるアドレス。")
@click.option("--at", metavar="日時", help="この日時を現在とみなして画面を表示します。")
@as_json_option
def run() -> None:
    """画面を起動します（既定では、このコンピュータからのみ接続できます）。"""


@_command()
@click.argument("answers", metavar="申込内容.json|一覧.csv|一覧.xlsx...", nargs=-1, type=FILE)
@click.option("-o", "--output", metavar="ファイル|フォルダ", type=FILE, help="出力先（必須）。")
@click.option(
    "--columns",
    metavar="申請区分",
    help="申請区分ごとの一覧のひな型（項目名のみの表）を出力します。",
)
@template_option
@click.option("--draft", is_flag=True, help="不備があっても下書きとして出力します。")
@register_option
@dated_options
def fill() -> None:
    """申込内容から利用申込書（Excel）を作成します。

    一覧（CSV、Excel、JSON）からは、1行につき1件（「申込番号」が同じ行は合わせて1件）を作成します。
    """


@_command()
@click.argument("answers", metavar="申込内容.json", type=FILE)
@click.option(
    "-o", "--output", metavar="ファイル.zip", cls=RequiredOption, type=FILE, help="出力先。"
)
@click.option("--letter", metavar="ファイル", type=FILE, help="社名変更の周知文のファイル。")
@template_option
@register_option
@dated_options
def package() -> None:
    """申込書、周知文、送付メールの下書き、予定表、控えを1つのzipファイルにまとめます。"""


@_command()
@click.argument("files", metavar="ファイル|フォルダ|zip...", nargs=-1, required=True, type=FILE)
@click.option(
    "--annotate",
    metavar="フォルダ",
    type=FILE,
    help="指摘を記載した写しと返信の下書きの出力先フォルダ。",
)
@click.option(
    "--report", metavar="ファイル.xlsx", type=FILE, help="全体の一覧（Excel）を出力します。"
)
@register_option
@dated_options
def check() -> None:
    """記入済みの利用申込書に不備がないかをチェックします。

    フォルダやzip内の申込書、メール（.eml、.msg）に添付された申込書も、まとめてチェックします。
    """


@_command()
@click.argument("files", metavar="ファイル...", nargs=-1, required=True, type=FILE)
@click.option(
    "--ics",
    metavar="ファイル",
    type=FILE,
    help="更新の締切を予定表のファイル（.ics）に出力します。",
)
@dated_options
def certificates() -> None:
    """証明書ファイル（.cer、.crt、.pem、.p7b）を有効期限の順に並べ、更新の最終締切を表示します。"""


@_command()
@click.argument("files", metavar="ファイル|フォルダ|zip...", nargs=-1, required=True, type=FILE)
@click.option("--code", metavar="事業者コード", help="この事業者コードの台帳のみを表示します。")
@click.option(
    "--state",
    metavar="ファイル=状態[:日付]",
    multiple=True,
    help="申込書の状態（made、sent、registered、returned、withdrawn）をフォルダに記録します。",
)
@click.option(
    "--supersedes",
    metavar="ファイル=差し戻された申込書",
    multiple=True,
    help="差し戻された申込書を修正し、送り直した申込書であることをフォルダに記録します。",
)
@click.option(
    "--gone",
    metavar="コード:web|api:シリアル番号=日付",
    multiple=True,
    help="登録から外れた証明書をフォルダに記録します。",
)
@click.option(
    "--answered",
    metavar="確認事項の番号",
    multiple=True,
    help="確認事項を確認済みとしてフォルダに記録します。",
)
@click.option(
    "--ics", metavar="ファイル", type=FILE, help="更新の締切を予定表のファイルに出力します。"
)
@click.option("--report", metavar="ファイル.xlsx", type=FILE, help="台帳（Excel）を出力します。")
@dated_options
def register() -> None:
    """提出した申込書から、登録内容の台帳と、期限の近い証明書の一覧を作成します。

    フォルダ、zip、メール（.eml、.msg）内の申込書や、申込内容のJSONも読み取ります。
    """


@_command()
@click.argument("certificates", metavar="証明書ファイル...", nargs=-1, required=True, type=FILE)
@click.option(
    "--register",
    metavar="ファイル|フォルダ",
    multiple=True,
    cls=RequiredOption,
    type=FILE,
    help=f"登録台帳（{_REGISTERS}）。",
)
@click.option("-o", "--output", metavar="フォルダ", cls=RequiredOption, type=FILE, help="出力先。")
@template_option
@dated_options
def renew() -> None:
    """新しい証明書を台帳の証明書と対応付け、事業者ごとに更新の提出書類（zip）を作成します。"""


@_command()
@click.argument("blank", metavar="公式様式.xlsx", type=FILE)
@click.option(
    "-o", "--output", metavar="取り込んだ様式.xlsx", cls=RequiredOption, type=FILE, help="出力先。"
)
@click.option(
    "--names", metavar="ファイル.toml", type=FILE, help="欄とセルの対応を記述したファイル。"
)
@click.option("--save-names", metavar="ファイル.toml", type=FILE, help="欄とセルの対応の出力先。")
@click.option(
    "--absent",
    metavar="項目",
    multiple=True,
    help="この様式にはないと確認した欄（rename.notice_method など。複数回指定可）。",
)
@click.option(
    "--drop-links", is_flag=True, help="別のブックへのリンクを削除します（値は残ります）。"
)
@as_json_option
def bind() -> None:
    """公式様式などの白紙を取り込み、各欄に対応するセルを特定します。"""


@_command("dates")
@click.option(
    "--at", metavar="日時", multiple=True, help="提出する日時（複数回指定可。省略時は現在の日時）。"
)
@click.option("--need-by", metavar="日付", multiple=True, help="利用開始希望日（複数回指定可）。")
@closures_option
@as_json_option
def deadline() -> None:
    """間に合う締切、登録の見込み、提出の期限を表示します。"""


@_command("dates")
@click.argument("year", metavar="年", type=int)
@click.option(
    "--ics", metavar="ファイル", type=FILE, help="予定表に取り込むファイル（.ics）も出力します。"
)
@closures_option
@as_json_option
def calendar() -> None:
    """1年分の締切と登録の見込み、休業日を一覧で表示します。"""


@_command("dates", name="api-test")
@click.argument("days", metavar="日付...", nargs=-1, required=True)
@dated_options
def api_test() -> None:
    """API連携テストの希望週ごとに、申込みの締切と、受付中かどうかを表示します。"""


@_command("dates", name="supply-start")
@click.option(
    "--voltage",
    type=click.Choice(["high", "low"]),
    cls=RequiredOption,
    help="電圧（high：高圧、low：低圧）。",
)
@click.option("--from", "base", metavar="日付", cls=RequiredOption, help="登録日。")
@click.option(
    "--meter-reading", metavar="日付 日付", nargs=2, help="次回と次々回の検針日（低圧の場合）。"
)
@as_json_option
def supply_start() -> None:
    """廃止取次で登録できる供給開始日の期限を表示します。"""


@_command()
@click.argument("words", metavar="[語句]...", nargs=-1)
@click.option("--item", metavar="項目", help="FAQの項目（3-4、ERR_20140、参考(1) など）。")
@as_json_option
def guide() -> None:
    """お困りの内容・画面のメッセージ・エラーコードから、対処方法と問い合わせ先を検索します。

    何も指定しない場合は、すべての項目を一覧で表示します。
    """


@_command()
@click.argument("kind", metavar="[申請区分]", required=False)
@as_json_option
def schema() -> None:
    """申込内容の形式（JSON Schema）を出力します。

    申請区分（new、change、rename、stop）を指定すると、その申請区分の形式のみを出力します。
    """
