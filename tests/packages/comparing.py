"""Says what became of a package's tests otherwise when it was built."""

MOST = 40


def compare(row, recipe, expected, actual, verbose):
    """Adds to the row what differs; what the recipe lists with its reason stands apart."""
    row["problems"] += origins(expected, actual, recipe)
    if "passed" not in expected["outcomes"].values():
        row["problems"].append("no test passed even from source: " + "; ".join(f"{test}: {gist(message)}" for test, message in expected["messages"].items())[:600])
    found = []
    for test in {**expected["outcomes"], **actual["outcomes"]}:
        before, after = expected["outcomes"].get(test, "absent"), actual["outcomes"].get(test, "absent")
        if before == after:
            continue
        message = actual["messages"].get(test, "").strip()
        reason = reason_of(recipe, test, message)
        if reason:
            row["expected"].setdefault(reason, []).append(test)
            continue
        found.append(f"{test}: {before} from source, {after} built: {message if verbose else gist(message)}")
    row["problems"] += found[:MOST] + ([f"... and {len(found) - MOST} more"] if len(found) > MOST else [])


def origins(expected, actual, recipe):
    """Were the tests given what they were to be given?"""
    if not expected["origins"]:
        return ["the tests from source did not import the package from where it lies"]
    wrong = [name for name, kind in expected["origins"].items() if kind != ".py"]
    found = [f"{name} was loaded from {expected['origins'][name]}, not from source" for name in wrong]
    for name, kind in actual["origins"].items():
        is_test = any(part in ("tests", "test", "conftest", "__main__") for part in name.split("."))
        if kind == ".py" and not is_test and not name.replace(".", "/").startswith(tuple(recipe.get("leave", ["\0"]))):
            found.append(f"{name} was loaded from source, not as it was built")
    return found


def reason_of(recipe, test, message):
    """Why this test of the built package had to differ with this message; nothing if it had not to."""
    for part, said, why in recipe.get("differs", ()):
        if part in test and said in message:
            return why
    return None


def gist(message):
    """The last line that says what was wrong."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("E ")]
    return (errors[:1] or lines[-1:] or [""])[0][:300]
