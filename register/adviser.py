"""The adviser of a house: the questions of its rule systems, behind one that tells them apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from register.advice import Branch, Question, Run, SayNo, follow
from register.profile import Profile
from register.provisions import Article

DOOR = "door"
"""The id of the question that comes first where a house runs several rule systems."""


@dataclass(frozen=True, slots=True)
class Adviser:
    """Answers by the rule systems that a house runs: by one of them, who asks decides by which."""

    systems: tuple[Profile, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked, the first question first."""
        first, *others = self.systems
        if not others:
            return first.check
        return (self._door(), *(each for rules in self.systems for each in _behind(rules)))

    def follow(self, codes: Sequence[str]) -> Run:
        """Return the run with these answers. Raise AnswerUnfit if one of them is not offered."""
        return follow(self.questions, codes)

    def articles(self, run: Run) -> list[Article]:
        """Return what the advice at the end of a run rests on."""
        rules = self.rules_of(run)
        return [self._named(rules, each) for each in run.end.articles] if run.end else []

    @property
    def cards(self) -> dict[str, SayNo]:
        """The sentences to send back, by ids that are the house's own."""
        return {f"{rules.id}:{card.id}": card for rules, card in self._cards()}

    def articles_of_card(self, card_id: str) -> list[Article]:
        rules = next(each for each in self.systems if card_id.startswith(f"{each.id}:"))
        return [self._named(rules, each) for each in self.cards[card_id].articles]

    def _named(self, rules: Profile, article: str) -> Article:
        """Return an article; where there are several texts, its title says of which it is."""
        found = rules.articles[article]
        if len(self.systems) == 1:
            return found
        return Article(title=rules.short + found.title, text=found.text)

    def _cards(self) -> Iterator[tuple[Profile, SayNo]]:
        for rules in self.systems:
            for card in rules.say_no:
                yield rules, card

    def rules_of(self, run: Run) -> Profile:
        """Return by which rule system a run answers: what its first answer leads to."""
        by_id = {rules.id: rules for rules in self.systems}
        return by_id.get(run.taken[0].code, self.systems[0])

    def _door(self) -> Question:
        """Ask in the words in which the guided record does."""
        decides = next(iter(self.systems[0].binds))
        return Question(
            id=DOOR,
            ask=self.systems[0].field(decides).ask,
            branches=tuple(
                Branch(code=rules.id, label=rules.asker, next=f"{rules.id}:{rules.check[0].id}")
                for rules in self.systems
            ),
        )


def _behind(rules: Profile) -> Iterator[Question]:
    """Yield the questions of one system under ids that another's cannot have."""
    for question in rules.check:
        branches = (
            replace(each, next=each.next and f"{rules.id}:{each.next}")
            for each in question.branches
        )
        yield replace(question, id=f"{rules.id}:{question.id}", branches=tuple(branches))
