"""The commands and their options. What a command does is imported when it is called."""

from pathlib import Path
from typing import Any, Final

import click

from wizard.commands.usage import JapaneseGroup, RequiredOption

FILE: Final = click.Path(path_type=Path)
as_json_option = click.option("--json", "as_json", is_flag=True, help="結果をJSONで出力します。")
at_option = click.option("--at", metavar="日時", help="判定する日時（省略すると今。日本時間）。")
closures_option = click.option(
    "--closures", metavar="FILE|none", help="休業日のファイル。none で休業日なし。"
)


@click.group(cls=JapaneseGroup, name="moushikomi")
@click.version_option(
    package_name="moushikomi", message="%(prog)s %(version)s", help="バージョンを表示します。"
)
@click.help_option("--help", help="この説明を表示します。")
def app() -> None:
    """スイッチング支援システム利用申込書をつくり、確かめ、締切を計算します。"""


@app.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, help="待ち受けるポート番号。")
@click.option("--address", default="localhost", help="待ち受けるアドレス。")
@click.option("--at", metavar="日時", help="画面をこの日時のものとして表示します。")
@as_json_option
def run(**given: Any) -> None:
    """画面を開きます（この計算機の中だけで待ち受けます）。"""
    from wizard.commands import run as command

    command.run(**given)


@app.command()
@click.argument("answers", metavar="ANSWERS.json...", nargs=-1, required=True, type=FILE)
@click.option(
    "-o", "--output", metavar="FILE|DIR", cls=RequiredOption, type=FILE, help="書き出す場所。"
)
@click.option("--template", metavar="BOUND.xlsx", type=FILE, help="欄を取り込んだ様式。")
@click.option("--draft", is_flag=True, help="不備があっても下書きとして書き出します。")
@at_option
@closures_option
@as_json_option
def fill(**given: Any) -> int:
    """申込内容から利用申込書（Excel）をつくります。"""
    from wizard.commands import fill as command

    return command.fill(**given)


@app.command()
@click.argument("answers", metavar="ANSWERS.json", type=FILE)
@click.option(
    "-o", "--output", metavar="FILE.zip", cls=RequiredOption, type=FILE, help="書き出す場所。"
)
@click.option("--letter", metavar="FILE", type=FILE, help="社名変更の周知文のファイル。")
@click.option("--template", metavar="BOUND.xlsx", type=FILE, help="欄を取り込んだ様式。")
@at_option
@closures_option
@as_json_option
def package(**given: Any) -> int:
    """申込書、周知文、送付メールの下書き、予定表、控えを1つのzipにします。"""
    from wizard.commands import package as command

    return command.package(**given)


@app.command()
@click.argument("files", metavar="FILE|DIR|ZIP...", nargs=-1, required=True, type=FILE)
@click.option(
    "--annotate",
    metavar="DIR",
    type=FILE,
    help="指摘を書いた控えと返信の下書きを置くフォルダ。",
)
@click.option(
    "--report", metavar="FILE.xlsx", type=FILE, help="全体の一覧（Excel）を書き出します。"
)
@at_option
@closures_option
@as_json_option
def check(**given: Any) -> int:
    """記入済みの利用申込書に不備がないかを確かめます。

    フォルダやzipの中の申込書と、メール（.eml、.msg）に添付された申込書も、まとめて確かめます。
    """
    from wizard.commands import check as command

    return command.check(**given)


@app.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
@click.option(
    "--ics", metavar="FILE", type=FILE, help="更新の締切を予定表のファイル（.ics）に書き出します。"
)
@at_option
@closures_option
@as_json_option
def certificates(**given: Any) -> int:
    """証明書ファイル（.cer、.crt、.pem、.p7b）を期限の順に並べ、更新の最後の締切を答えます。"""
    from wizard.commands import certificates as command

    return command.certificates(**given)


@app.command()
@click.argument("blank", metavar="OFFICIAL.xlsx", type=FILE)
@click.option(
    "-o", "--output", metavar="BOUND.xlsx", cls=RequiredOption, type=FILE, help="書き出す場所。"
)
@click.option("--names", metavar="FILE.toml", type=FILE, help="欄とセルの対応を書いたファイル。")
@click.option("--save-names", metavar="FILE.toml", type=FILE, help="欄とセルの対応を書き出す場所。")
@click.option(
    "--absent",
    metavar="PATH",
    multiple=True,
    help="この様式にはないと確かめた欄（rename.notice_method など。何度でも）。",
)
@click.option(
    "--drop-links",
    is_flag=True,
    help="別のブックへのリンクを取り除く（値は残る）。",
)
@as_json_option
def bind(**given: Any) -> None:
    """公式様式などの白紙に、どの欄に何を書くかの名前を付けます。"""
    from wizard.commands import bind as command

    command.bind(**given)


@app.command()
@click.option(
    "--at", metavar="日時", multiple=True, help="申込書を送る日時（何度でも。省略すると今）。"
)
@click.option("--need-by", metavar="日付", multiple=True, help="いつまでに使いたいか（何度でも）。")
@closures_option
@as_json_option
def deadline(**given: Any) -> None:
    """いつの締切に間に合い、いつ登録されるか、いつまでに出せばよいかを答えます。"""
    from wizard.commands import dates

    dates.deadline(**given)


@app.command()
@click.argument("year", metavar="YEAR", type=int)
@click.option(
    "--ics", metavar="FILE", type=FILE, help="予定表に取り込むファイル（.ics）も書き出します。"
)
@closures_option
@as_json_option
def calendar(**given: Any) -> None:
    """1年分の締切と登録の見込み、休業日を並べます。"""
    from wizard.commands import dates

    dates.calendar(**given)


@app.command(name="api-test")
@click.argument("days", metavar="DATE...", nargs=-1, required=True)
@at_option
@closures_option
@as_json_option
def api_test(**given: Any) -> None:
    """API連携テストの希望週ごとに、申込みの締切と、まだ間に合うかを答えます。"""
    from wizard.commands import dates

    dates.api_test(**given)


@app.command(name="supply-start")
@click.option(
    "--voltage",
    type=click.Choice(["high", "low"]),
    cls=RequiredOption,
    help="high 高圧、low 低圧。",
)
@click.option("--from", "base", metavar="日付", cls=RequiredOption, help="登録する日。")
@click.option(
    "--meter-reading", metavar="日付 日付", nargs=2, help="次回と次々回の検針日（低圧のとき）。"
)
@as_json_option
def supply_start(**given: Any) -> None:
    """廃止取次で登録できる供給開始日が、いつまでかを答えます。"""
    from wizard.commands import dates

    dates.supply_start(**given)


@app.command()
@click.argument("words", metavar="[WORDS]...", nargs=-1)
@click.option("--item", metavar="ITEM", help="FAQの項目（3-4、ERR_20140、参考(1) など）。")
@as_json_option
def guide(**given: Any) -> int:
    """困りごと・画面のメッセージ・エラーコードから、答えと問い合わせ先を探します。

    何も指定しないと、すべての項目を並べます。
    """
    from wizard.commands import guide as command

    return command.guide(**given)


@app.command()
@click.argument("kind", required=False)
@as_json_option
def schema(**given: Any) -> int:
    """申込内容の形（JSON Schema）を出力します。"""
    from wizard.commands import schema as command

    return command.schema(**given)
