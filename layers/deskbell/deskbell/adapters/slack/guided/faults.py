"""What is wrong with an answer in a workflow's form, as it is said beside the field."""

from deskbell.domain.catalogue.answers import TEXT_MOST, Wrong
from deskbell.domain.catalogue.fields import Field
from deskbell.domain.texts import Text


def fault_text(wrong: Wrong, field: Field) -> Text:
    match wrong:
        case Wrong.MISSING:
            return Text("error.required")
        case Wrong.NOT_OFFERED | Wrong.NOT_A_PERSON:
            return Text("error.not_an_option")
        case Wrong.NOT_A_DATE:
            return Text("error.date_invalid")
        case Wrong.PAST:
            return Text("error.date_past")
        case Wrong.NOT_A_NUMBER:
            return Text("error.not_a_number")
        case Wrong.TOO_LOW:
            return Text("error.too_low", {"least": field.least or 0})
        case Wrong.TOO_HIGH:
            return Text("error.too_high", {"most": field.most or 0})
        case Wrong.TOO_LONG:
            return Text("error.too_long", {"limit": field.most or TEXT_MOST})
