"""Sixty marked names in short reports, with and without the rest of the report.

    python -m benchmarks marked

Three ways to ask: the bare name; with what the text says beside it ("Paris, Texas", "in
northern Lebanon"); and in a case with all names of the report and its legs.
"""

from __future__ import annotations

from collections import Counter

from benchmarks.contexts import Asked, answered, case_of
from benchmarks.lists import Marked, Report, is_right, reports
from routes.gazetteers import open_gazetteer
from routes.gazetteers.protocol import Gazetteer
from routes.model import Resolution

Outcome = tuple[str, str, float]
"""right, wrong or asked; what was chosen or is likeliest; its confidence."""


def alone(marked: Marked, gazetteer: Gazetteer) -> Outcome:
    case = case_of([(marked.truth.name, None)])
    return outcome(marked, answered(case, gazetteer)[0], gazetteer)


def hinted(marked: Marked, gazetteer: Gazetteer) -> Outcome:
    case = case_of([(marked.query, marked.hint_country)])
    return outcome(marked, answered(case, gazetteer)[0], gazetteer)


def resolved(report: Report, gazetteer: Gazetteer) -> list[Resolution | None]:
    """The resolutions of the names of a report, as a case with its legs, in their order."""
    asked: list[Asked] = [(m.query, m.hint_country) for m in report.names]
    index = {m.truth.name: n for n, m in enumerate(report.names)}
    legs = [(index[start], index[end], mode) for start, end, mode in report.legs]
    return answered(case_of(asked, legs), gazetteer)


def in_report(report: Report, gazetteer: Gazetteer) -> list[Outcome]:
    found = resolved(report, gazetteer)
    return [outcome(m, r, gazetteer) for m, r in zip(report.names, found, strict=True)]


def outcome(marked: Marked, resolution: Resolution | None, gazetteer: Gazetteer) -> Outcome:
    """What came of one name."""
    if resolution is None or not resolution.candidates:
        return ("asked", "nothing found", 0.0)
    best = resolution.candidates[0]
    shown = ", ".join(filter(None, (best.name, best.kind, best.country)))
    if not resolution.chosen:
        return ("asked", shown, best.confidence)
    chosen = resolution.chosen[0]
    right = is_right(marked.truth, chosen, gazetteer.shape)
    shown = ", ".join(filter(None, (chosen.name, chosen.kind, chosen.country)))
    return ("right" if right else "wrong", shown, resolution.confidence)


def main() -> None:
    gazetteer = open_gazetteer("bundled")
    ways: dict[str, list[Outcome]] = {"bare name": [], "with its hint": [], "in its report": []}
    asked: list[tuple[str, Marked]] = []
    for report in reports():
        asked += [(report.id, marked) for marked in report.names]
        ways["bare name"] += [alone(marked, gazetteer) for marked in report.names]
        ways["with its hint"] += [hinted(marked, gazetteer) for marked in report.names]
        ways["in its report"] += in_report(report, gazetteer)
    print("| how | right | wrong | asked |\n|---|---|---|---|")
    for how, outcomes in ways.items():
        count = Counter(result for result, _, _ in outcomes)
        print(f"| {how} | {count['right']} | {count['wrong']} | {count['asked']} |")
    print("\nWhat the report changed:\n")
    print("| report | name | alone | in its report |\n|---|---|---|---|")
    for n, (report_id, marked) in enumerate(asked):
        before, after = ways["bare name"][n], ways["in its report"][n]
        if before[:2] != after[:2] or after[0] != "right":
            print(f"| {report_id} | {marked.truth.name} | {_told(before)} | {_told(after)} |")
    gazetteer.close()


def _told(result: Outcome) -> str:
    return f"{result[0]}: {result[1]} ({result[2]:.2f})"


if __name__ == "__main__":
    main()
