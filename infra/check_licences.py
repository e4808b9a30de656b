#!/usr/bin/env python3
"""Looks at the licences and the sources of the frontend's packages, as cargo-deny does at those of the crates.

What may be linked stands in deny.toml; what only packages of npm have is allowed here.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
NPM_ONLY = {"BlueOak-1.0.0", "OFL-1.1", "Python-2.0"}


def allowed() -> set[str]:
    deny = tomllib.loads((ROOT / "deny.toml").read_text())
    return set(deny["licenses"]["allow"]) | NPM_ONLY


def permits(expression: str, known: set[str]) -> bool:
    """Whether an expression of SPDX can be met with these licences."""
    tokens = re.findall(r"[()]|[^\s()]+", expression)

    def alternatives() -> bool:
        good = [together()]
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            good.append(together())
        return any(good)

    def together() -> bool:
        good = [one()]
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            good.append(one())
        return all(good)

    def one() -> bool:
        token = tokens.pop(0)
        if token == "(":
            good = alternatives()
            return tokens.pop(0) == ")" and good
        if tokens and tokens[0] == "WITH":
            token = f"{token} {tokens.pop(0)} {tokens.pop(0)}"
        return token in known

    try:
        return alternatives() and not tokens
    except IndexError:
        return False


def complaints(packages: dict[str, dict], known: set[str]) -> list[str]:
    """What is wrong with packages of a lock file; the nameless one is the frontend itself."""
    found = []
    for path, package in packages.items():
        if not path:
            continue
        licence = package.get("license", "")
        if not permits(licence, known):
            found.append(f"{path}: licence «{licence}» is not allowed")
        # web/.npmrc leaves the addresses of the registry's packages out.
        if package.get("link") or "resolved" in package:
            found.append(f"{path}: not from the registry")
        if not package.get("integrity"):
            found.append(f"{path}: no checksum")
    return found


def main() -> int:
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    found = complaints(packages, allowed())
    print("\n".join(found) or f"{len(packages)} packages of npm: licences ok, sources ok")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
