"""Usage texts of the command line, and messages about wrong calls, in Japanese."""

from collections.abc import Iterable
from typing import Any, Final

import click

from workbook.xlsx.text_metrics import fixed_columns

_HEADINGS: Final = {"Options": "オプション", "Commands": "コマンド"}
_USAGE: Final = {"[OPTIONS]": "[オプション]", "COMMAND [ARGS]": "コマンド [引数]"}
_SEE: Final = "使い方は moushikomi --help で確認できます。"


class JapaneseHelp(click.HelpFormatter):
    """Help with Japanese headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        for english, japanese in _USAGE.items():
            args = args.replace(english, japanese)
        super().write_usage(prog, args, prefix or "使い方：")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms and what they mean in two columns; a Japanese letter is as wide as two."""
        listed = list(rows)
        first = (
            min(max((fixed_columns(term) for term, _ in listed), default=0), col_max) + col_spacing
        )
        indent = " " * self.current_indent
        for term, text in listed:
            gap = first - fixed_columns(term)
            space = " " * gap if gap >= col_spacing else f"\n{indent}{' ' * first}"
            self.write(f"{indent}{term}{space}{text}\n")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")


class JapaneseContext(click.Context):
    """A call whose help is Japanese."""

    formatter_class = JapaneseHelp


class RequiredOption(click.Option):
    """An option that must be given, and whose help says so in Japanese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as click has them
        """Make an option that is required."""
        super().__init__(*args, required=True, **kwargs)

    def get_help_extra(self, ctx: click.Context) -> click.types.OptionHelpExtra:
        """Describe 必須 instead of required."""
        extra = super().get_help_extra(ctx)
        extra["required"] = "必須"
        return extra


class JapaneseCommand(click.Command):
    """A command whose help is Japanese."""

    context_class = JapaneseContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Describe --help in Japanese."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "この説明を表示します。"
        return option


class JapaneseGroup(click.Group):
    """The commands, with Japanese help, listed in the order in which they are declared."""

    context_class = JapaneseContext
    command_class = JapaneseCommand

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as click has it
        """List the commands."""
        return list(self.commands)


def in_japanese(error: click.UsageError) -> str:
    """Describe in one line what is wrong with a call."""
    if isinstance(error, click.NoSuchOption):
        return f"オプション {error.option_name} はありません。{_SEE}"
    if isinstance(error, click.MissingParameter):
        return f"{_name(error)} を指定してください。{_SEE}"
    if isinstance(error, click.BadParameter):
        return f"{_name(error)} の値が正しくありません。{_SEE}"
    if isinstance(error, click.BadOptionUsage):
        return f"オプション {error.option_name} の使い方が正しくありません。{_SEE}"
    return f"コマンドまたは引数が正しくありません。{_SEE}"


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "引数")
    if isinstance(error.param, click.Option):
        return error.param.opts[-1]
    return str(error.param.metavar or error.param.name)
