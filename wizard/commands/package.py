"""`moushikomi package`: an application with all that is sent with it, in one archive."""

from pathlib import Path

from rules.dates.round_text import reasons_now
from wizard.commands.as_json import cutoff_json, finding_json, registration_json
from wizard.commands.exits import FOUND_ERRORS, CallError
from wizard.commands.fill import LISTS, template_from
from wizard.commands.json_text import dumps
from wizard.commands.option_values import calendar_of, lookup_of, moment_of
from wizard.commands.outputs import refuse_overwriting, write_output
from wizard.commands.printing import in_brackets, output_text, print_findings, print_round
from wizard.core.files import is_folder, printable, read_bytes, read_json
from wizard.core.filing import Filing, file_answers
from wizard.core.settings import settings
from wizard.core.submission.build import SubmissionPackage, make_package, submission_of
from wizard.core.submission.letter import MEGABYTE, Letter
from wizard.core.submission.submission import edition_of
from wizard.core.versions import resubmission_text
from workbook.forms.template import own_template


def package(  # noqa: PLR0913 - one parameter for each word of the command
    answers: Path,
    output: Path,
    letter: Path | None,
    template: Path | None,
    *,
    at: str | None,
    closures: str | None,
    register: tuple[Path, ...],
    as_json: bool,
) -> int:
    """Put a form and all that is sent with it into one archive."""
    office, now = calendar_of(closures), moment_of(at)
    _refuse_output(output, [answers, letter, template, Path(closures) if closures else None])
    form = template_from(template) or own_template()
    edition = edition_of(form, read_bytes(template) if template else None)
    lookup = lookup_of(register, now, office)
    against = lookup.judge if lookup else None
    filing = file_answers(_one_application(answers), now, office, template=form, against=against)
    version = lookup.version_of(filing.parsed).number if lookup else 1
    enclosed = _letter(letter)
    made = make_package(
        submission_of(
            filing, enclosed, now, office, template=form, edition=edition, version=version
        )
    )
    if made.content is not None:
        write_output(output, made.content)
    if as_json:
        print(dumps(_package_json(made, filing, output)))
    else:
        title = printable(answers) + in_brackets(resubmission_text(version))
        _print_package(title, made, output)
        print_round(filing.round, reasons_now(filing.round, now, office))
    return 0 if made.content is not None else FOUND_ERRORS


def _one_application(path: Path) -> object:
    """Read the answers of one application; a list is for ``fill``."""
    content = None if path.suffix.lower() in LISTS else read_json(path)
    if content is None or isinstance(content, list):
        raise CallError(
            f"「{printable(path)}」は申込みの一覧です。"
            "package には、申込み1件のJSONを指定してください。"
            "一覧から申込書を作成する場合は、fill を使用してください。"
        )
    return content


def _refuse_output(output: Path, given: list[Path | None]) -> None:
    if is_folder(output) or output.suffix.lower() != ".zip":
        raise CallError(
            f"出力するファイル「{printable(output)}」の名前は .zip で終わるようにしてください。"
        )
    refuse_overwriting([output], [path for path in given if path is not None])


def _letter(path: Path | None) -> Letter | None:
    """Read a letter; one that is too large is not read, as its size says enough."""
    if path is None:
        return None
    size = _size(path)
    if size > settings().letter_megabytes * MEGABYTE:
        return Letter(path.name, b"", size)
    content = read_bytes(path)
    return Letter(path.name, content, len(content))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0  # reading it says why


def _package_json(made: SubmissionPackage, filing: Filing, output: Path) -> dict[str, object]:
    return {
        "path_of_output": printable(output) if made.content is not None else None,
        "contents": list(made.contents),
        "findings": [finding_json(finding) for finding in made.findings],
        "cutoff": cutoff_json(filing.round.cutoff),
        "registration": registration_json(filing.round.registration),
    }


def _print_package(title: str, made: SubmissionPackage, output: Path) -> None:
    result = output_text(output if made.content is not None else None, output)
    print(f"{title} → {result}")
    for name in made.contents:
        print(f"  {name}")
    print_findings(made.findings)
