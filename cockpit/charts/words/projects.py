"""What is said about a federal project: since when its state is known and how surely, and who answers for it."""

from __future__ import annotations

from cockpit.base.texts import has_text, text
from cockpit.model.programme import Programme, Project


def project_known(project: Project) -> str:
    """The day for which the state is known and how sure that is, in a few words."""
    sure = text(f"programmes.certainty.{project.certainty}")
    if not project.state_date:
        return text("programmes.known_undated", certainty=sure)
    return text("programmes.known", date=project.state_date, certainty=sure)


def project_known_long(project: Project, programme: Programme) -> str:
    """The same as a sentence; without a day of its own the day the programme was decided stands in."""
    sure = text(f"programmes.certainty.{project.certainty}")
    if not project.state_date:
        return text("programmes.state_undated", decided=programme.decided_on, certainty=sure)
    return text("programmes.state_known", date=project.state_date, certainty=sure)


def ministries(project: Project) -> str:
    """The ministry then, and now where it changed its name."""
    then, now = project.ministry_then, project.ministry_now
    return then if then == now else text("programmes.ministries", then=then, now=now)


def ministry_long(ministry: str) -> str:
    """A ministry with its full name after the short one; a remark behind it stays, an unknown one is left as it is."""
    short, _, remark = ministry.partition(" ")
    if not has_text(f"programmes.ministry.{short}"):
        return ministry
    named = text("programmes.ministry_named", short=short, long=text(f"programmes.ministry.{short}"))
    return f"{named} {remark}".rstrip()
