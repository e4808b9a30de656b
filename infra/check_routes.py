#!/usr/bin/env python3
"""Compares the routes of template.yaml with those of docs/openapi.json, which is made of the code.

A route that only one of them has would be refused by API Gateway, or lead nowhere.
"""

import json
import re
import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse

ROOT = Path(__file__).parent.parent
METHODS = {"get", "put", "post", "patch", "delete"}


def route(method: str, path: str) -> str:
    """Names of path parameters are no part of a route."""
    return f"{method.upper()} {re.sub(r'{[^}]+}', '{}', path)}"


def deployed() -> set[str]:
    template = yaml_parse((ROOT / "template.yaml").read_text())
    events = [e for r in template["Resources"].values() for e in r.get("Properties", {}).get("Events", {}).values()]
    http = [event["Properties"] for event in events if event["Type"] == "HttpApi"]
    return {route(properties["Method"], properties["Path"]) for properties in http}


def documented() -> set[str]:
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text())["paths"]
    return {route(method, path) for path, item in paths.items() for method in item if method in METHODS}


def main() -> int:
    template, code = deployed(), documented()
    for missing in sorted(code - template):
        print(f"template.yaml lacks {missing}")
    for unknown in sorted(template - code):
        print(f"no function answers {unknown}")
    return 1 if template != code else 0


if __name__ == "__main__":
    sys.exit(main())
