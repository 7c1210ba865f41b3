"""The fault of a file that leaves something open which only the sender can say."""

from __future__ import annotations

from cockpit.base.errors import UsageFault


class Asks(UsageFault):
    """Something has to be given: ``asks`` is ``indicator``, ``column`` or ``year``."""

    def __init__(self, asks: str, what: str, where: str = "", remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.asks = asks


class UnknownIndicator(Asks):
    """The call names an indicator that does not exist."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__("indicator", what, remedy=remedy)
