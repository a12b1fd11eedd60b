"""The forms that a name takes in Polish sentences, of whatever language the name is.

All that a name of such an ending could become, without accents: to make one too many costs nothing
but where it is a word of its own (ordinary_words.py).
"""

_SOFTENED = (
    *(("st", "sci"), ("sn", "sni"), ("zd", "zdzi"), ("ch", "sz"), ("k", "c"), ("g", "dz")),
    *(("t", "ci"), ("d", "dzi"), ("r", "rz"), ("h", "sz")),
)
"""Before the -e of the locative; all others take -ie or -e."""
_FLEETING = (
    *(("iec", "c"), ("ec", "c"), ("iek", "k"), ("ek", "k"), ("iel", "l"), ("el", "l")),
    *(("er", "r"), ("iol", "l"), ("ol", "l"), ("ien", "n"), ("en", "n"), ("ab", "eb")),
    *(("es", "s"), ("et", "t"), ("iem", "m"), ("ies", "s")),
)
_OF_MEN = (
    *("a", "owi", "em", "iem", "u", "iu", "e", "ie", "owie", "ow", "ami", "ach", "om", "i", "y"),
    *("ia", "iowi", "iami", "iom", "iach", "iow"),
    *("owa", "owej", "owna", "owny", "ownie", "owne", "ina", "iny", "s", "es"),
)
_OF_WOMEN = (
    *("a", "y", "i", "e", "ie", "o", "u", "iu", "ii", "owie", "ow", "om", "ami", "ach", "ina"),
    *("owa", "owej"),
)
_LIKE_ADJECTIVES = (
    *("i", "y", "iego", "ego", "iemu", "emu", "im", "ym", "ich", "ych", "imi", "ymi", "a", "iej"),
    *("ej", "ie", "e", "o", "owie", "ia"),
)


def forms(name: str) -> frozenset[str]:
    """Those of `name`, which is in lower case and without accents, and itself."""
    stem = name[:-1]
    if len(name) < 3:
        return frozenset({name})
    if name.endswith(("ski", "cki", "ska", "cka", "dzki", "dzka")):
        made = {name, *_with(stem, _LIKE_ADJECTIVES), f"{stem[:-1]}cy"}
        if name.endswith("a"):
            made |= {*_with(stem, _OF_WOMEN), _softened(stem)}
        return frozenset(made)
    if name[-1] in "iy":
        return frozenset({name, *_with(stem, _LIKE_ADJECTIVES), *_with(name, ("ego", "emu", "m"))})
    if name[-1] in "ao":
        return frozenset({name, stem, *_with(stem, _OF_WOMEN), _softened(stem)} - {stem[:1]})
    if name[-1] in "eu":
        return frozenset({name, *_with(name, ("go", "mu", "m", "s", "a", "owi", "em"))})
    made = {name, *_with(name, _OF_MEN), _softened(name)}
    for end, short in _FLEETING:
        if name.endswith(end) and len(name) - len(end) >= 2:
            bare = name[: -len(end)] + short
            made |= {*_with(bare, _OF_MEN), _softened(bare)}
    return frozenset(made)


def _with(stem: str, endings: tuple[str, ...]) -> set[str]:
    return {stem + ending for ending in endings}


def _softened(stem: str) -> str:
    for hard, soft in _SOFTENED:
        if stem.endswith(hard):
            return f"{stem[: -len(hard)]}{soft}e"
    return f"{stem}e"
