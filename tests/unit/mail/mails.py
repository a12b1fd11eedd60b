"""Hostile and odd mails as data: what stands in the mail, and what is to be made of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deskbell.domain.inputs import Authenticity, MailSort

SERVICE = (
    "Return-Path: <ada@example.org>\r\n"
    "Received: from mx.example.org by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x1"
    " for it@desk.example.com; Mon, 23 Nov 2026 09:00:00 +0000 (UTC)\r\n"
    "X-SES-Spam-Verdict: PASS\r\n"
    "X-SES-Virus-Verdict: PASS\r\n"
    "Authentication-Results: amazonses.com; spf=pass; dkim=pass;"
    " dmarc=pass header.from=example.org;\r\n"
)
"""What the mail service puts on top."""
FROM = "From: Ada <ada@example.org>\r\n"
TO = "To: IT <it@desk.example.com>\r\n"


@dataclass(frozen=True, slots=True)
class Odd:
    """`found` are fields of the input by name."""

    name: str
    raw: str | bytes
    found: Mapping[str, object] = field(default_factory=dict)


def written(*headers: str, text: str = "Hello", service: str = SERVICE) -> str:
    return service + FROM + TO + "".join(f"{one}\r\n" for one in headers) + f"\r\n{text}\r\n"


def html(body: str) -> str:
    return written("Content-Type: text/html; charset=utf-8", text=body)


def multipart(*parts: str) -> str:
    inner = "".join(f"--b\r\n{part}\r\n" for part in parts)
    return written("Content-Type: multipart/mixed; boundary=b", text=f"{inner}--b--")


MAILS = (
    Odd("nothing at all", b"", {"sender": None, "text": "", "message_id": ""}),
    Odd("no header", b"\r\n\r\nHello", {"sender": None}),
    Odd("zeros", b"\0" * 5_000, {"sender": None}),
    Odd("no ascii in a header", b"From: \xff\xfe <a@b.co>\r\n\r\nx", {"sender": "a@b.co"}),
    Odd("a header without a name", b": x\r\nFrom: a@b.co\r\n\r\nx", {}),
    Odd("no end of line", b"From: a@b.co", {"sender": "a@b.co", "text": ""}),
    Odd("two senders", SERVICE + "From: a@b.co, c@d.co\r\n\r\nx", {"sender": None}),
    Odd("two From", SERVICE + FROM + "From: ceo@example.com\r\n\r\nx", {"sender": None}),
    Odd(
        "a name that is an address",
        SERVICE + 'From: "ceo@b.co" <a@b.co>\r\n\r\nx',
        {"sender": "a@b.co"},
    ),
    Odd("remarks in remarks", "From: " + "(" * 50_000 + "\r\n\r\nx", {"sender": None}),
    Odd("an address of 300 signs", f"From: {'a' * 300}@b.co\r\n\r\nx", {"sender": None}),
    Odd(
        "a domain with umlauts",
        "From: a@bücher.example\r\n\r\nx",
        {"sender": "a@xn--bcher-kva.example"},
    ),
    Odd("capitals", SERVICE + "From: ADA@Example.ORG\r\n\r\nx", {"sender": "ada@example.org"}),
    Odd(
        "a second line in the subject",
        written("Subject: =?utf-8?q?Hi=0D=0ABcc:_all=40example.com?="),
        {"subject": "Hi Bcc: all@example.com"},
    ),
    Odd("a folded subject", written("Subject: One\r\n two"), {"subject": "One two"}),
    Odd("an unknown charset in the subject", written("Subject: =?x-no?q?Hi?="), {}),
    Odd("broken base64 in the subject", written("Subject: =?utf-8?b?a?="), {}),
    Odd(
        "an unknown charset",
        written("Content-Type: text/plain; charset=x-no", text="Hello"),
        {"text": "Hello"},
    ),
    Odd(
        "a charset that is no text",
        written("Content-Type: text/plain; charset=rot13", text="Hello"),
        {"text": "Hello"},
    ),
    Odd(
        "a slow charset",
        written("Content-Type: text/plain; charset=idna", text="a" * 50_000),
        {"message_id": ""},
    ),
    Odd(
        "another charset than it says",
        b"From: a@b.co\r\nContent-Type: text/plain; charset=utf-8\r\n\r\ncaf\xe9",
        {"text": "caf\N{REPLACEMENT CHARACTER}"},
    ),
    Odd(
        "Korean in its old charset",
        b"From: a@b.co\r\nContent-Type: text/plain; charset=euc-kr\r\n\r\n"
        + "프린터".encode("euc-kr"),
        {"text": "프린터"},
    ),
    Odd("broken base64", written("Content-Transfer-Encoding: base64", text="!!!"), {}),
    Odd(
        "what looks like Slack's markup",
        written(text="<!channel> & <@U0ANA00001>"),
        {"text": "&lt;!channel&gt; &amp; &lt;@U0ANA00001&gt;"},
    ),
    Odd("signs that nobody sees", written(text="a\x00b\x07c"), {"text": "abc"}),
    Odd(
        "a virus",
        written(service="X-SES-Virus-Verdict: FAIL\r\n"),
        {"sort": MailSort.VIRUS, "text": ""},
    ),
    Odd("spam", written(service="X-SES-Spam-Verdict: FAIL\r\n"), {"sort": MailSort.SPAM}),
    Odd(
        "its own verdict below the service's",
        written("X-SES-Virus-Verdict: PASS", service="X-SES-Virus-Verdict: FAIL\r\n"),
        {"sort": MailSort.VIRUS},
    ),
    Odd(
        "a made-up sender",
        written(service="Authentication-Results: amazonses.com; dmarc=fail\r\n"),
        {"authentic": Authenticity.FAILED},
    ),
    Odd(
        "results of its own below the service's",
        written(
            "Authentication-Results: amazonses.com; dmarc=pass",
            service="Authentication-Results: amazonses.com; dmarc=fail\r\n",
        ),
        {"authentic": Authenticity.FAILED},
    ),
    Odd(
        "results of somebody else",
        written(service="Authentication-Results: mx.evil.example; dmarc=pass\r\n"),
        {"authentic": Authenticity.UNKNOWN},
    ),
    Odd("a domain that says nothing", written(service=""), {"authentic": Authenticity.UNKNOWN}),
    Odd("out of office", written("Auto-Submitted: auto-replied"), {"sort": MailSort.AUTOMATIC}),
    Odd("by a person, as it says", written("Auto-Submitted: no"), {"sort": MailSort.PERSONAL}),
    Odd("by Exchange", written("X-Auto-Response-Suppress: All"), {"sort": MailSort.AUTOMATIC}),
    Odd(
        "for nobody to answer", written(service="Return-Path: <>\r\n"), {"sort": MailSort.AUTOMATIC}
    ),
    Odd("bulk", written("Precedence: Bulk"), {"sort": MailSort.BULK}),
    Odd("of a list", written("List-Id: <all.example.org>"), {"sort": MailSort.BULK}),
    Odd("one of ours", written("X-Deskbell-Row: T#X/1/0"), {"sort": MailSort.OWN}),
    Odd(
        "undelivered",
        "From: MAILER-DAEMON@amazonses.com\r\n"
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nNo such mailbox\r\n"
        "--b\r\nContent-Type: message/rfc822\r\n\r\n"
        "References: <deskbell.abcdefghijklmnopqrstuvwxyz@desk.example.com>\r\n\r\nHi\r\n--b--\r\n",
        {
            "sort": MailSort.BOUNCE,
            "text": "No such mailbox",
            "references": ("<deskbell.abcdefghijklmnopqrstuvwxyz@desk.example.com>",),
        },
    ),
    Odd(
        "delivered to one that it does not name",
        SERVICE + FROM + "To: undisclosed-recipients:;\r\n\r\nx",
        {"recipients": ("it@desk.example.com",)},
    ),
    Odd(
        "only HTML",
        html(
            "<style>p{}</style><p>It <b>hums</b>.</p><p>See <a href='https://a.co/x'>here</a></p>"
        ),
        {"text": "It hums.\n\nSee here (https://a.co/x)"},
    ),
    Odd("HTML with a script", html("<script>alert(1)</script>Hello"), {"text": "Hello"}),
    Odd("HTML without an end", html("<p>Hello<!-- " + "<a " * 30_000), {"text": "Hello"}),
    Odd("a link that is none", html("<a href='javascript:x()'>here</a>"), {"text": "here"}),
    Odd(
        "HTML that quotes",
        html("<p>New</p><div>On Mon Ben wrote:<blockquote>old<br>words</blockquote></div>"),
        {"text": "New"},
    ),
    Odd(
        "an answer",
        written(text="New words\r\n\r\nOn Mon, 23 Nov 2026 Ben\r\nwrote:\r\n> old\r\n> words"),
        {"text": "New words"},
    ),
    Odd("nothing but a quotation", written(text="> old"), {"text": "&gt; old"}),
    Odd(
        "words below what it quotes",
        written(text="> Is it on?\r\nYes it is."),
        {"text": "&gt; Is it on?\nYes it is."},
    ),
    Odd(
        "Outlook's mark",
        written(text="New\r\n-----Original Message-----\r\nFrom: Ben\r\nold"),
        {"text": "New"},
    ),
    Odd("a signature", written(text="New\r\n-- \r\nAda Byron\r\n+44 1"), {"text": "New"}),
    Odd("dashes that are no signature", written(text="One --\r\ntwo"), {"text": "One --\ntwo"}),
    Odd(
        "a file from a folder",
        multipart(
            "Content-Type: text/plain\r\n\r\nHere",
            'Content-Disposition: attachment; filename="../../etc/plan.pdf"\r\n\r\nx',
        ),
        {"text": "Here"},
    ),
    Odd(
        "parts within parts",
        "From: a@b.co\r\n"
        + "".join(
            f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3_000)
        ),
        {"sender": "a@b.co"},
    ),
    Odd("a boundary that never comes", multipart().replace("--b", "--c"), {}),
    Odd("a mail without an id", written(), {"message_id": ""}),
    Odd("an id that is none", written("Message-ID: what"), {"message_id": ""}),
    Odd(
        "many references", written("References: " + " ".join(f"<{n}@b.co>" for n in range(90))), {}
    ),
)
