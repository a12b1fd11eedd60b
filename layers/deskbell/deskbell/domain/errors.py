"""What can go wrong, as a tree; faults end in Error, refusals are plain words.

DeskbellError
├── InputError                  what came in cannot be read; it will never succeed
├── SettingsError               desk.yaml or the environment is wrong; says what to do
├── StoreError                  the table did not do what we asked
│   ├── StoreUnavailableError   try again: throttled, timed out, in conflict
│   ├── ConcurrentChangeError   somebody else changed the aggregate: reload and decide again
│   └── UnreadableRowError      a row is of another release: this one can do nothing with it
├── QueueUnavailableError       the queue did not take a message: try again
├── SecretUnavailableError      the secret could not be read: try again
├── FileUnavailableError        a file that is kept could not be read: try again
├── HeartbeatError              nobody outside took the auditor's sign of life
├── OutOfTimeError              the invocation ends too soon to begin this: try again
├── SlackUnavailableError       Slack did not do now what it may do later: try again
└── ResumeRefusedError          Step Functions refused the answer to a waiting execution
"""


class DeskbellError(Exception):
    """The root; nothing raises it."""


class InputError(DeskbellError):
    """What came in cannot be read; trying again will not help."""


class SettingsError(DeskbellError):
    """The settings or the environment are wrong; the message says what to do."""


class StoreError(DeskbellError):
    """The table did not do what we asked."""


class StoreUnavailableError(StoreError):
    """Throttled, timed out or in conflict; the same call may succeed later."""


class ConcurrentChangeError(StoreError):
    """Somebody else changed an aggregate between our read and our write."""


class UnreadableRowError(StoreError):
    """A row that a newer release wrote, before it was rolled back; or one that is broken."""


class QueueUnavailableError(DeskbellError):
    """The queue did not take a message."""


class SecretUnavailableError(DeskbellError):
    """The secret could not be read; the same call may succeed later."""


class FileUnavailableError(DeskbellError):
    """A file that is kept could not be read; the same call may succeed later."""


class HeartbeatError(DeskbellError):
    """The service outside AWS did not take the auditor's sign of life; it will miss it."""


class OutOfTimeError(DeskbellError):
    """The invocation would end in the middle of it; nothing has been begun."""


class SlackUnavailableError(DeskbellError):
    """Slack did not answer or asked us to wait, where no outbox row remembers to try again."""


class ResumeRefusedError(DeskbellError):
    """Step Functions refused the answer to an execution that still waits for it."""


MAY_PASS = (
    StoreUnavailableError,
    QueueUnavailableError,
    SecretUnavailableError,
    FileUnavailableError,
    OutOfTimeError,
    SlackUnavailableError,
)
"""Outages: what fails by one of these may succeed later as it is."""


def told(fault: Exception) -> dict[str, str]:
    """What a log may say of it: what, where, and our own words; a foreign exception's text may
    quote what people wrote (reliability.md 6.8)."""
    trace, place = fault.__traceback__, ""
    while trace:
        place, trace = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}", trace.tb_next
    facts = {"fault": type(fault).__name__, "where": place}
    return facts | ({"why": str(fault)} if isinstance(fault, DeskbellError) else {})
