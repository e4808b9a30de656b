#!/usr/bin/env python3
"""Compares the routes of template.yaml with those of docs/openapi.json, which is made of the code.

A route that only one of them has would be refused by API Gateway, or lead nowhere. An event is named like the
operation that it leads to.
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


def deployed() -> dict[str, str]:
    """Names of events by route."""
    template = yaml_parse((ROOT / "template.yaml").read_text())
    events = [e for r in template["Resources"].values() for e in r.get("Properties", {}).get("Events", {}).items()]
    http = [(name, event["Properties"]) for name, event in events if event["Type"] == "HttpApi"]
    if sum("Path" not in properties for _, properties in http) != 1:
        sys.exit("template.yaml shall have one $default route, so that an unknown path is answered as the others are")
    return {route(properties["Method"], properties["Path"]): name for name, properties in http if "Path" in properties}


def documented() -> dict[str, str]:
    """Names of operations by route."""
    paths = json.loads((ROOT / "docs" / "openapi.json").read_text())["paths"]
    return {
        route(method, path): operation["operationId"].title().replace("_", "")
        for path, item in paths.items()
        for method, operation in item.items()
        if method in METHODS
    }


def main() -> int:
    template, code = deployed(), documented()
    for missing in sorted(code.keys() - template.keys()):
        print(f"template.yaml lacks {missing}")
    for unknown in sorted(template.keys() - code.keys()):
        print(f"no function answers {unknown}")
    for known in sorted(template.keys() & code.keys()):
        if template[known] != code[known]:
            print(f"{known} is called {template[known]} in template.yaml, but {code[known]} in the code")
    return 1 if template != code else 0


if __name__ == "__main__":
    sys.exit(main())
