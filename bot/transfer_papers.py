"""The form on which adjudication management files what it passes on (CHANGCHUN 7; E9)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiogram.types import BufferedInputFile

from bot.annexes import evidence_lines
from bot.texts import Texts
from register.evidence import Evidence
from register.forms import (
    RegistrationSheet,
    SheetLine,
    SheetSection,
    SheetSignature,
    SheetSigner,
)
from register.ports import Papers
from register.profile import load
from register.transfer import Level, Standing, Transfer


@dataclass(frozen=True, slots=True)
class TransferPapers:
    """Prints the filing form of a transfer, with whose signatures it went on."""

    papers: Papers
    texts: Texts

    async def filing_form(
        self, transfer: Transfer, evidence: Sequence[Evidence]
    ) -> BufferedInputFile:
        """Return it as a file whose name tells nothing but the number."""
        sheet = self.facts(transfer, evidence)
        pdf = await asyncio.to_thread(self.papers.registration_sheet, sheet)
        name = self.texts.label("papers.filing_form", number=transfer.number)
        return BufferedInputFile(pdf, name)

    def facts(self, transfer: Transfer, evidence: Sequence[Evidence]) -> RegistrationSheet:
        """Word the form: what came, who received it, and a box for every level."""
        rules = load(transfer.profile, on=transfer.profile_version)
        assert rules.transfer is not None
        title = rules.articles[rules.transfer.article].title
        return RegistrationSheet(
            title=rules.transfer.paper,
            number=transfer.number,
            heads=tuple(self.texts.plain("papers/filing_heads", transfer=transfer).splitlines()),
            dated=transfer.filed_at or transfer.registered_at,
            sections=(self._material(transfer), self._receiver(transfer)),
            signers=tuple(self._signer(level, transfer) for level in transfer.levels),
            basis=self.texts.plain("papers/filing_basis", rules=rules, title=title),
            imprint=self.texts.plain("papers/filing_imprint", rules=rules, title=title),
            evidence=evidence_lines(evidence, self.texts),
        )

    def _material(self, transfer: Transfer) -> SheetSection:
        received = transfer.received
        told = {
            "source": received.source,
            "source_post": received.source_post,
            "happened": self.texts.plain("answers/moment", value=received.happened),
            "material": received.material,
            "case": received.case,
            "handler": transfer.handler_name,
        }
        return self._section("material", told)

    def _receiver(self, transfer: Transfer) -> SheetSection:
        told = {
            "department": transfer.registrar_department,
            "registrar": transfer.registrar_name,
            "registered_at": self.texts.plain(
                "answers/moment", value=transfer.registered_at.isoformat()
            ),
        }
        return self._section("receiver", told)

    def _section(self, name: str, told: dict[str, str]) -> SheetSection:
        labels = self.texts.words("filing_form")
        return SheetSection(
            label=self.texts.label(f"filing_sections.{name}"),
            lines=tuple(
                SheetLine(label=labels[key], text=text) for key, text in told.items() if text
            ),
        )

    def _signer(self, level: Level, transfer: Transfer) -> SheetSigner:
        """Word the box of a level; one that nobody has signed leaves room for ink."""
        done = self.texts.words("hop_done")[level]
        entries = tuple(
            SheetSignature(
                text=done,
                name=hop.name,
                at=hop.signed_at,
                house_rule=self._house_rule(hop.standing),
            )
            for hop in transfer.signed
            if hop.level is level and hop.signed_at
        )
        return SheetSigner(label=self.texts.words("hop_levels")[level], entries=entries)

    def _house_rule(self, standing: Standing) -> str:
        return "" if standing is Standing.OWN else self.texts.words("standings")[standing]
