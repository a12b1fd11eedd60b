"""A small sound definition to begin with: a form, a ticket, an end; `workflow new` writes it."""

from collections.abc import Mapping, Sequence

_TEXT = """\
# Written by ./deskbell workflow new. Say what it is in your own words, in each language, then
#   ./deskbell workflow lint      names each fault with its line
#   ./deskbell workflow preview --name {name}
#   ./deskbell workflow dry-run --name {name} --answer wish='a chair'
name: {name}
owner: {owner}
languages: [{languages}]
title:
{title}
why:
{why}
start:
  command: {command}
  home: yes
  # emoji: [star]
steps:
  - id: details
    do: form
    title:
{form}
    fields:
      - id: wish
        type: long_text
        label:
{wish}
  - id: open
    do: ticket
    inbox: {inbox}
    title:
{ticket}
  - id: done
    do: finish
    ending: done
    text:
{done}
"""

_TITLE = {"en": "Something for you", "ko": "새 요청", "pl": "Nowa prośba"}
_WHY = {
    "en": "People are shown why this workflow exists; write it here.",
    "ko": "이 절차가 왜 있는지 모두에게 보여요. 여기에 적어 주세요.",
    "pl": "Każdy widzi, po co jest ten proces; napisz to tutaj.",
}
_FORM = {"en": "Your request", "ko": "요청 내용", "pl": "Twoja prośba"}
_WISH = {
    "en": "What do you need?",
    "ko": "무엇이 필요한가요?",
    "pl": "Czego potrzebujesz?",
}
_TICKET = {
    "en": '"Request of {requester}"',
    "ko": '"{requester} 님의 요청"',
    "pl": '"Prośba: {requester}"',
}
_DONE = {
    "en": '"Your request is ticket {ticket}."',
    "ko": '"요청이 티켓 {ticket}에 등록됐어요."',
    "pl": '"Twoja prośba to zgłoszenie {ticket}."',
}


def first_workflow(name: str, owner: str, inbox: str, languages: Sequence[str]) -> str:
    """The file's text."""
    return _TEXT.format(
        name=name,
        owner=owner,
        inbox=inbox,
        command=name.replace("_", "").replace("-", ""),
        languages=", ".join(languages),
        title=_said(_TITLE, languages, 2),
        why=_said(_WHY, languages, 2),
        form=_said(_FORM, languages, 6),
        wish=_said(_WISH, languages, 10),
        ticket=_said(_TICKET, languages, 6),
        done=_said(_DONE, languages, 6),
    )


def _said(texts: Mapping[str, str], languages: Sequence[str], indent: int) -> str:
    return "\n".join(f"{' ' * indent}{language}: {texts[language]}" for language in languages)
