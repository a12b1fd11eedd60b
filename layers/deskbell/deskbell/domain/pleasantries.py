"""Messages that ask for nothing: greetings, thanks, "ok", emoji alone (C-11).

They make no ticket of themselves in an auto-ticket channel, and reopen none that is solved. One
place for the words of all languages; who adds a language adds its words here.
"""

import re

from deskbell.domain.folding import words_of

_ENGLISH = """
hi, hello, hey, hiya, howdy, yo, hi there, hey there, hello there, greetings, good morning,
morning, good afternoon, good evening, good night, good day, gm, welcome, bye, goodbye, see you,
cheers, happy monday, happy friday, have a nice day, have a great day, have a good day,
have a nice weekend, have a great weekend, have a good weekend, thanks, thank you, thank u, thx,
thnx, tnx, ty, tysm, tks, many thanks, much appreciated, appreciate it, i appreciate it,
appreciated, no worries, no problem, np, you re welcome, youre welcome, my pleasure, ok, okay,
okey, k, kk, sure, got it, great, perfect, awesome, amazing, excellent, cool, nice, super,
wonderful, brilliant, lovely, good, yes, yep, yeah, yay, will do, sounds good, good to know,
understood, noted, roger, all good, lol, haha, hahaha, wow, congrats, congratulations, well done,
good job, great job, nice work, great work, nice one, works now, it works now, that works,
that worked, it worked, fixed, it s fixed, its fixed, solved, it s solved
"""
_ENGLISH_FILLERS = """
all, everyone, everybody, team, folks, guys, friends, there, so much, very much, a lot, a ton,
a million, a bunch, much, for your help, for the help, for helping, for that, for this,
for everything, for the quick response, for the quick reply, for the quick help, for looking, and,
to you, to you all, very, really, that s, thats, it s, its, is, it works, works, now, already,
again
"""
_KOREAN = """
안녕, 안녕하세요, 안녕하십니까, 안녕하세용, 하이, 헬로, 좋은 아침, 좋은 아침입니다,
좋은 아침이에요, 좋은 하루, 좋은 하루 되세요, 좋은 하루 보내세요, 좋은 오후입니다,
좋은 저녁입니다, 좋은 주말 되세요, 좋은 주말 보내세요, 반갑습니다, 반가워요, 환영합니다, 감사,
감사합니다, 감사해요, 감사드립니다, 감사드려요, 감사요, 고마워, 고마워요, 고맙습니다, 땡큐,
수고하세요, 수고하셨습니다, 수고하셨어요, 수고 많으셨습니다, 수고 많으셨어요, 고생하셨습니다,
고생하셨어요, 고생 많으셨습니다, 네, 넵, 넹, 예, 옙, 응, 그래, 그래요, 오케이, 오키, 알겠습니다,
알겠어요, 알았어요, 확인했습니다, 확인했어요, 확인, 이해했습니다, 좋아요, 좋습니다, 최고,
최고예요, 최고입니다, 대박, 축하, 축하합니다, 축하해요, 축하드립니다, 별말씀을요, 천만에요,
괜찮습니다, 잘 되네요, 잘 됩니다, 잘 돼요, 해결됐어요, 해결됐습니다, 해결되었습니다
"""
_KOREAN_FILLERS = (
    "정말, 정말로, 너무, 진짜, 매우, 많이, 모두, 다들, 여러분, 팀, 모두들, 도와주셔서, 덕분에, 이제"
)
_POLISH = """
cześć, czesc, hej, hejka, heja, siema, siemka, siemanko, elo, witam, witajcie, witaj, dzień dobry,
dobry, dobry wieczór, dobry wieczor, dobranoc, miłego dnia, miłego popołudnia, miłego wieczoru,
miłego weekendu, udanego weekendu, pozdrawiam, pozdrowienia, pa, do widzenia, na razie, dzięki,
dzieki, dziękuję, dziekuje, dziękujemy, dziekujemy, dzięki wielkie, wielkie dzięki, dzięks, dzx,
thx, podziękowania, nie ma za co, nie ma sprawy, proszę bardzo, drobiazg, ok, okej, oki, okay,
spoko, jasne, super, ekstra, świetnie, świetna robota, dobra robota, extra, rewelacja, bomba,
doskonale, idealnie, dobrze, dobra, rozumiem, zrozumiałem, zrozumiałam, przyjąłem, przyjęłam, tak,
gratulacje, brawo, pięknie, działa już, już działa, teraz działa, rozwiązane, naprawione
"""
_POLISH_FILLERS = """
bardzo, wielkie, serdecznie, serdeczne, wszystkim, wam, ci, państwu, zespół, zespole, team, ekipo,
ekipa, ludzie, kochani, drodzy, wszyscy, za pomoc, za szybką pomoc, za szybką odpowiedź,
za wszystko, za info, za informację, i, to, już, działa, teraz
"""
_LAUGHTER = r"[ㅋㅎㅠㅜ]+|ㅇㅋ|ㄱㅅ|ㅇㅇ|(?:ha|he){2,}h?"

_MOST_WORDS = 12
"""Kind words are few; longer, and they are a story with a request in it."""


def _phrases(*lists: str) -> str:
    found = {" ".join(words_of(phrase)) for one in lists for phrase in one.split(",")}
    return "|".join(sorted(map(re.escape, found), key=len, reverse=True))


_KIND = _phrases(_ENGLISH, _KOREAN, _POLISH)
_FILLER = _phrases(_ENGLISH_FILLERS, _KOREAN_FILLERS, _POLISH_FILLERS)
_NOTHING_ELSE = re.compile(rf"(?:(?:{_KIND}|{_FILLER}|{_LAUGHTER})(?: |$))+")
_SOMETHING_KIND = re.compile(rf"(?:^| )(?:{_KIND}|{_LAUGHTER})(?: |$)")


def is_pleasantry(text: str) -> bool:
    """Whether a message says nothing but kind words or emoji. One word more, or a question mark,
    and it is not: to miss a request would be worse than to track a greeting."""
    if "?" in text:
        return False
    words = words_of(text)
    if not words:
        return True
    said = " ".join(words)
    return len(words) <= _MOST_WORDS and bool(
        _NOTHING_ELSE.fullmatch(said) and _SOMETHING_KIND.search(said)
    )
