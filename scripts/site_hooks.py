"""Hooks of MkDocs: build the site from documents in their places in the repository.

Links are relative to the repository. On the site, a link to another document leads to its page,
and a link to any other file of the repository becomes plain text. A broken link is unchanged, so
that MkDocs reports it.
"""

import os
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT: Final = Path(__file__).resolve().parents[1]
ROOT_DOCUMENTS: Final = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "GLOSSARY.md",
    "CHANGELOG.md",
)
JAPANESE: Final = "guide/"
_LINK: Final = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<path>[^)#:\s]+)(?P<anchor>#[^)\s]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the documents in the root of the repository."""
    for name in ROOT_DOCUMENTS:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return a document with its links converted to pages of the site."""
    del config
    pages = {str(file.abs_src_path): file for file in files}
    folder = Path(str(page.file.abs_src_path)).parent

    def on_site(link: re.Match[str]) -> str:
        target = (folder / link["path"]).resolve()
        if file := pages.get(str(target)):
            path = os.path.relpath(file.src_uri, Path(page.file.src_uri).parent)
            return link[0].replace(f"({link['path']}", f"({Path(path).as_posix()}")
        return link["text"] if target.exists() and target.is_relative_to(ROOT) else link[0]

    return _LINK.sub(on_site, markdown)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Set the language of a page of the Japanese guide."""
    del config
    is_japanese = page.file.src_uri.startswith(JAPANESE)
    return output.replace('<html lang="en"', '<html lang="ja"', 1) if is_japanese else output
