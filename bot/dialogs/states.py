"""The windows of all dialogs. Which question the guided record asks is decided by the draft."""

from aiogram.fsm.state import State, StatesGroup

from register.provisions import Field


class Recording(StatesGroup):
    """The guided record."""

    drafts = State()
    text = State()
    when = State()
    day = State()
    hour = State()
    minute = State()
    choice = State()
    choices = State()
    evidence = State()
    why_unknown = State()
    words = State()
    article = State()
    count = State()
    review = State()
    full = State()
    edit = State()
    discard = State()


class Zero(StatesGroup):
    """A handler's zero reports."""

    list = State()
    sign = State()
    stated = State()


class Notes(StatesGroup):
    """A handler's notes for the case file."""

    list = State()
    kind = State()
    case = State()
    source = State()
    when = State()
    text = State()
    asked = State()
    sure = State()
    note = State()
    volume = State()
    page = State()


class Transferring(StatesGroup):
    """Material received for passing on."""

    list = State()
    source = State()
    post = State()
    when = State()
    material = State()
    case = State()
    handler = State()
    sure = State()


class Todo(StatesGroup):
    """What waits for a superior."""

    list = State()
    give_back = State()
    reason = State()


class Away(StatesGroup):
    """Days of absence, and who stands in."""

    menu = State()
    first_day = State()
    last_day = State()
    deputy = State()
    sure = State()


class Cases(StatesGroup):
    """A handler's cases."""

    list = State()
    add = State()
    case = State()
    closing_day = State()
    people = State()
    sure = State()


class Supplementing(StatesGroup):
    """Supplement and correction of a filed record."""

    menu = State()
    text = State()
    fields = State()
    value = State()
    choice = State()
    choices = State()
    sure = State()


class Referring(StatesGroup):
    """Sending a record onward."""

    list = State()
    step = State()
    send_sure = State()
    number = State()
    day = State()
    proof = State()
    sure = State()
    findings = State()
    finding = State()
    reason = State()
    weigh_sure = State()


class Advising(StatesGroup):
    """The adviser, and the ready words to say no."""

    check = State()
    check_advice = State()
    say = State()
    say_card = State()


class Desk(StatesGroup):
    """What the discipline office looks after."""

    list = State()
    contradictions = State()
    unstated = State()


class Inquiry(StatesGroup):
    """The inquiry into a report from outside."""

    status = State()
    outcome = State()
    found = State()
    released = State()
    sure = State()


class Mine(StatesGroup):
    """A recorder's own records."""

    list = State()


_WINDOWS = {
    "text": Recording.text,
    "people": Recording.text,
    "when": Recording.when,
    "choice": Recording.choice,
    "yes_no": Recording.choice,
    "choices": Recording.choices,
    "evidence": Recording.evidence,
}


def window_of(question: Field) -> State:
    """Return the window that asks questions of this kind."""
    return _WINDOWS[question.kind]


def supplement_window_of(question: Field) -> State:
    """Return the window that asks for the new answer of a filed record's box."""
    match question.kind:
        case "choice" | "yes_no":
            return Supplementing.choice
        case "choices":
            return Supplementing.choices
        case _:
            return Supplementing.value
