"""Compares every object operation with this interpreter's own instructions: check.py LIBRARY [OPERATION...]"""

import collections
import sys
import warnings

import calls
import compare
import containers
import operators
import structure


def main():
    warnings.simplefilter("ignore")
    comparison = compare.Comparison(compare.Library(sys.argv[1]), sys.argv[2:])
    for topic in (operators, containers, calls, structure):
        topic.check(comparison)
    comparison.check_references()
    shown = collections.Counter()
    for problem in comparison.problems:
        operation = problem.split(":")[0]
        shown[operation] += 1
        if shown[operation] <= 4:
            print(problem)
    if not comparison.count:
        return "nothing was compared"
    return f"{len(comparison.problems)} of {comparison.count} differ" if comparison.problems else None


if __name__ == "__main__":
    sys.exit(main())
