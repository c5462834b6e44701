"""Answers in words: what stands in each box, for review, for readers and for the form."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.texts import Texts
from register.draft import OTHER, Answer
from register.profile import Profile
from register.provisions import Field


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One box: its printed word and what stands in it; empty where nothing was said."""

    field: Field
    text: str
    missing: bool
    says: str = ""
    """What its recorder has to know of the choice that they made."""


def answer_lines(
    answers: Mapping[str, Answer],
    profile: Profile,
    texts: Texts,
    *,
    missing: Collection[Field],
) -> tuple[AnswerLine, ...]:
    """Return a line for each question with an answer, and for each that is missing one.

    They stand section by section, as the recorder finds them for change.
    """
    sections = [section.id for section in profile.sections]
    return tuple(
        AnswerLine(
            field=field,
            text=in_words(answers.get(field.id), field, texts),
            missing=field in missing,
            says=_says(answers.get(field.id), field),
        )
        for field in sorted(profile.fields, key=lambda field: sections.index(field.section))
        if field in missing or field.id in answers
    )


def _says(answer: Answer | None, field: Field) -> str:
    codes = answer.codes if answer and field.choices else ()
    return "\n".join(each.says for each in field.choices if each.says and each.code in codes)


def in_words(answer: Answer | None, field: Field, texts: Texts) -> str:
    """Word one answer as it is printed."""
    if answer is None:
        return ""
    if answer.unknown:
        return texts.plain("answers/unknown", reason=answer.reason)
    match field.kind:
        case "choice" | "choices":
            return texts.words("format")["between"].join(
                _chosen(field, code, answer.words, texts) for code in answer.codes
            )
        case "yes_no":
            return texts.words("yes_no")[answer.text]
        case "when":
            return texts.plain("answers/moment", value=answer.text)
        case _:
            return answer.text


def _chosen(field: Field, code: str, words: str, texts: Texts) -> str:
    label = next(choice.label for choice in field.choices if choice.code == code)
    if code == OTHER and words:
        return texts.label("format.other", label=label, words=words)
    return label
