#!/usr/bin/env python3
"""Tells which rights to the table the roles of template.yaml have and no test of their functions has used.

The tests of the workspace note what they use (shared/testkit/src/role.rs); what a role lacks fails them themselves.
"""

import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse

ROOT = Path(__file__).parent.parent
USED = ROOT / "target" / "roles"


def granted(function: dict) -> set[str]:
    """Actions on the table, and the partitions they are allowed in."""
    rights = set()
    for policy in function["Properties"].get("Policies", []):
        for statement in policy["Statement"]:
            actions = [action for action in as_list(statement["Action"]) if action.startswith("dynamodb:")]
            if actions:
                rights.update(action.removeprefix("dynamodb:") for action in actions)
                rights.update(statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
    return rights


def asked_at_start(function: dict) -> set[str]:
    """What serves HTTP opens its connection to the table before the first call, which no test does."""
    events = function["Properties"].get("Events", {}).values()
    return {"WARM", "BatchGetItem"} if any(event["Type"] == "HttpApi" for event in events) else set()


def as_list(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def main() -> int:
    resources = yaml_parse((ROOT / "template.yaml").read_text())["Resources"]
    functions = {name: r for name, r in resources.items() if r["Type"] == "AWS::Serverless::Function"}
    unused = 0
    for name, function in functions.items():
        used = {file.name for file in (USED / name).glob("*")} | asked_at_start(function)
        for right in sorted(granted(function) - used):
            print(f"template.yaml: no test of {name} uses {right}")
            unused += 1
    return 1 if unused else 0


if __name__ == "__main__":
    sys.exit(main())
