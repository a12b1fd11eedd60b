"""The page's own code, read as text: no export for nobody, no text missing, dead or doubled."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import tools.fake_slack as fake_slack

PAGE = Path(fake_slack.__path__[0]) / "page"
LANGUAGES = ("en", "ko", "pl")
EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
WORD = re.compile(r"^    (\w+): ([^{].*|\{[^}]*(?:\{n\}[^}]*)*\}),$", re.MULTILINE)


@cache
def modules() -> dict[str, str]:
    """Each of our scripts by its place in the page."""
    scripts = {str(path.relative_to(PAGE)): path for path in PAGE.rglob("*.js")}
    return {
        name: path.read_text("utf-8")
        for name, path in scripts.items()
        if not name.startswith("vendor/")
    }


def words() -> dict[str, list[tuple[str, str]]]:
    """Of both word files together: by language, each key with what it says."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name in ("words/page.js", "words/forms.js"):
        for part in re.split(r"^  (?=\w+: \{$)", modules()[name], flags=re.MULTILINE)[1:]:
            found.setdefault(part[:2], []).extend(WORD.findall(part))
    return found


def test_everything_that_is_exported_is_used_elsewhere() -> None:
    named = {name: set(re.findall(r"\w+", text)) for name, text in modules().items()}
    dead = [
        (name, exported)
        for name, text in modules().items()
        for exported in EXPORT.findall(text)
        if not any(exported in words for other, words in named.items() if other != name)
    ]
    assert dead == []


def test_every_text_is_there_once_in_each_language() -> None:
    keys = {language: sorted(key for key, _ in said) for language, said in words().items()}
    assert tuple(keys) == LANGUAGES
    assert keys["en"] == keys["ko"] == keys["pl"]
    assert [key for key, count in Counter(keys["en"]).items() if count > 1] == []
    assert len(keys["en"]) > 100


def test_no_two_texts_say_the_same_in_every_language() -> None:
    said = {language: dict(texts) for language, texts in words().items()}
    counted = Counter(tuple(said[language][key] for language in LANGUAGES) for key in said["en"])
    assert [texts for texts, count in counted.items() if count > 1] == []


def test_every_text_is_said_somewhere() -> None:
    code = "".join(text for name, text in modules().items() if not name.startswith("words/"))
    assert [key for key, _ in words()["en"] if f'"{key}"' not in code] == []
