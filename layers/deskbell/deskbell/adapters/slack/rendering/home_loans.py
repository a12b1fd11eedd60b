"""What somebody has borrowed: how it stands, until when, and in the Home tab what they can do."""

from deskbell.adapters.languages import translate
from deskbell.adapters.slack.rendering import blocks
from deskbell.adapters.slack.rendering.blocks import Block
from deskbell.adapters.slack.rendering.notices import offered
from deskbell.adapters.slack.rendering.texts import date_token
from deskbell.adapters.slack.rendering.words import escape
from deskbell.domain.loans.loan import Loan, Status
from deskbell.domain.loans.policy import Delivery
from deskbell.usecases.home.content import Borrowed, HomeContent


def loan_blocks(content: HomeContent, language: str, zone: str) -> dict[str, Block]:
    """Nothing at all for those who have none."""
    if not content.loans:
        return {}
    heading = translate("home.list.loans", language, total=len(content.loans))
    shown: dict[str, Block] = {
        "loans.divider": {"type": "divider"},
        "loans.heading": blocks.header(heading),
    }
    for borrowed in content.loans:
        name = f"loan.{borrowed.loan.number}"
        shown[name] = blocks.section(loan_line(borrowed, language, zone))
        below = offered(borrowed.offers, language, zone)
        shown |= {f"{name}.{part}": block for part, block in below.items()}
    return shown


def loan_line(borrowed: Borrowed, language: str, zone: str) -> str:
    loan = borrowed.loan
    what = translate("home.loan", language, number=loan.number, office=escape(borrowed.office))
    return f"{what}\n{_state(loan, language, zone)}"


def _state(loan: Loan, language: str, zone: str) -> str:
    """What counts now, and the time that belongs to it."""
    sends = loan.status is Status.READY and loan.delivery is not Delivery.PICK_UP
    name = f"ready_{loan.delivery}" if sends else str(loan.status)
    times = {"due": loan.due, "start": loan.slot, "until": loan.deadline}
    told = {key: date_token(at, zone) for key, at in times.items() if at}
    return translate(f"home.loan.{name}", language, **(dict.fromkeys(times, "") | told))
