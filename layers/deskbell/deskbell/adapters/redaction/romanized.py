"""Korean names in Latin letters, of which each person chooses the spelling."""

import re
from functools import lru_cache

_LETTERS = """
g kk n d tt r m b pp s ss - j jj ch k t p h
a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i
- k k k n n n t l k m p l l p l m p p t t ng t t k t p t
"""
_LEADS, _VOWELS, _ENDS = (line.split() for line in _LETTERS.strip().splitlines())
FAMILIES = {
    **{"김": "kim gim", "이": "lee yi rhee ri li", "박": "park pak bak", "최": "choi choe"},
    **{"정": "jung jeong chung", "강": "kang gang", "조": "cho jo", "윤": "yoon yun youn"},
    **{"장": "jang chang", "임": "lim im rim", "한": "han hahn", "오": "oh", "서": "seo suh"},
    **{"신": "shin sin", "권": "kwon gwon", "황": "hwang", "안": "ahn an", "송": "song"},
    **{"류": "ryu yoo", "유": "yoo yu you", "홍": "hong", "전": "jun jeon chun", "고": "ko go koh"},
    **{"문": "moon mun", "양": "yang", "손": "son sohn", "배": "bae pae", "백": "baek paik"},
    **{"허": "heo hur huh", "남": "nam", "심": "shim sim", "노": "noh roh no", "하": "ha"},
    **{"곽": "kwak gwak", "성": "sung seong", "차": "cha", "주": "joo ju", "우": "woo wu"},
    **{"구": "koo gu ku", "민": "min", "진": "jin", "나": "na", "지": "ji jee", "엄": "um eom"},
    **{"남궁": "namgung namkung namkoong", "황보": "hwangbo", "제갈": "jegal", "선우": "sunwoo"},
    **{"사공": "sagong", "서문": "seomun", "독고": "dokgo", "채": "chae", "원": "won"},
    **{"천": "chun cheon", "방": "bang", "공": "kong gong", "현": "hyun", "함": "ham"},
    **{"변": "byun byeon", "염": "yum yeom", "여": "yeo", "추": "choo chu", "도": "do"},
    **{"소": "so soh", "석": "suk seok", "선": "sun seon", "설": "sul seol", "마": "ma"},
    **{"길": "gil kil", "연": "yeon yun", "위": "wi", "표": "pyo", "명": "myung", "기": "ki"},
    **{"반": "ban", "왕": "wang", "금": "keum", "옥": "ok", "육": "yuk", "인": "in", "맹": "maeng"},
    **{"탁": "tak", "국": "kook", "어": "eo", "은": "eun", "편": "pyun", "용": "yong"},
}
"""The family names that nearly everybody in Korea has, as passports spell them."""
SPELLED = frozenset(spelled for ways in FAMILIES.values() for spelled in ways.split())
_SAME_SOUND = (
    (re.compile(r"y(?:eo|ou|oo|u)"), "yu"),
    (re.compile(r"eo|eu|oo|ou|wu|woo"), "u"),
    (re.compile(r"ee|ui|yi"), "i"),
    (re.compile(r"ae|ai"), "e"),
    (re.compile(r"(?<=[aeiou])h(?![aeiou])"), ""),
    (re.compile(r"sh"), "s"),
    (re.compile(r"(.)\1"), r"\1"),
)
_SAME_SIGN = str.maketrans("gdbr", "ktpl")


def latin(hangul: str) -> str:
    """As the Revised Romanization has it, without changes between syllables."""
    letters = []
    for sign in hangul:
        at = ord(sign) - 0xAC00
        lead, rest = divmod(at, 588)
        vowel, end = divmod(rest, 28)
        letters += [_LEADS[lead], _VOWELS[vowel], _ENDS[end]]
    return "".join(letters).replace("-", "")


@lru_cache(maxsize=1024)
def sound(word: str) -> str:
    """The same for the usual spellings of one name: jihoon, jihun."""
    for pattern, one in _SAME_SOUND:
        word = pattern.sub(one, word)
    return word.translate(_SAME_SIGN)
