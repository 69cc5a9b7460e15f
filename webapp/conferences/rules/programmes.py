"""An integer programme: choices that are yes or no, rows that say what goes together, and the solver for it (HiGHS)."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from webapp.conferences.rules.problems import Talk, Time

NEAR_ENOUGH = 0.01  # of the best value that is still possible: then it stops
TUNED = {"mip_rel_gap": NEAR_ENOUGH, "presolve": "off"}  # presolving these takes longer than it saves, by far
INFINITE = 1e30


class Choice(NamedTuple):
    """Something that may be chosen: these talks at these times."""

    value: float
    places: tuple[tuple[Talk, Time], ...]


class Model:
    """An integer programme: columns are yes or no, rows are sums of columns between two numbers."""

    def __init__(self) -> None:
        self.values: list[float] = []
        self.rows: list[tuple[list[tuple[int, int]], float, float]] = []
        self.choices: dict[int, Choice] = {}
        self.at: dict[tuple[int, Time], list[int]] = {}  # (teacher, time) → what would take it
        self.placing: dict[tuple[int, Time], list[int]] = {}  # (talk, time) → what would put it there

    def column(self, value: float) -> int:
        self.values.append(value)
        return len(self.values) - 1

    def choice(self, choice: Choice) -> int:
        column = self.column(choice.value)
        self.choices[column] = choice
        for talk, time in choice.places:
            self.at.setdefault((talk.teacher, time), []).append(column)
            self.placing.setdefault((talk.id, time), []).append(column)
        return column

    def row(self, terms: Iterable[tuple[int, int]], least: float, most: float) -> None:
        """A sum between two numbers. A column may come twice: a pattern with two talks at one teacher does."""
        signs: Counter[int] = Counter()
        for column, sign in terms:
            signs[column] += sign
        self.rows.append(([(column, sign) for column, sign in signs.items() if sign], least, most))

    def exactly_one(self, columns: Iterable[int]) -> None:
        self.row(((column, 1) for column in columns), 1, 1)

    def at_most_one(self, columns: Iterable[int]) -> None:
        self.row(((column, 1) for column in columns), -INFINITE, 1)


def solved(model: Model, seconds: float, threads: int) -> tuple[list[int], float, float]:
    """Which columns are yes, what that is worth, and what it could at most be worth."""
    import highspy
    import numpy

    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(model.values), len(model.rows)
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = numpy.array(model.values, dtype=float)
    programme.col_lower_, programme.col_upper_ = numpy.zeros(len(model.values)), numpy.ones(len(model.values))
    programme.row_lower_ = numpy.array([least for _, least, _ in model.rows], dtype=float)
    programme.row_upper_ = numpy.array([most for _, _, most in model.rows], dtype=float)
    programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lengths = [len(terms) for terms, _, _ in model.rows]
    programme.a_matrix_.start_ = numpy.concatenate(([0], numpy.cumsum(lengths)))
    programme.a_matrix_.index_ = numpy.array([column for terms, _, _ in model.rows for column, _ in terms])
    programme.a_matrix_.value_ = numpy.array([sign for terms, _, _ in model.rows for _, sign in terms], dtype=float)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * len(model.values)
    solver = highspy.Highs()
    options: dict[str, Any] = {"output_flag": False, "time_limit": seconds, "threads": threads}
    for name, value in (options | TUNED).items():
        solver.setOptionValue(name, value)
    if solver.passModel(programme) == highspy.HighsStatus.kError:
        raise ValueError("the solver cannot read this programme")
    solver.run()
    info, found = solver.getInfo(), solver.getSolution().col_value
    if info.primal_solution_status != int(highspy.SolutionStatus.kSolutionStatusFeasible):
        return [], 0, info.mip_dual_bound
    return (
        [column for column, value in enumerate(found) if value > 0.5],
        info.objective_function_value,
        info.mip_dual_bound,
    )
