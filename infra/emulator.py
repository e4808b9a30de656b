#!/usr/bin/env python3
"""Starts MiniStack with two things that its policy evaluation lacks, so that the roles of the functions
are tried as AWS would try them:

- `dynamodb:LeadingKeys`, the partition keys that a request names;
- the identity as the resource of SES SendRawEmail, which MiniStack takes for `*`.
"""

import base64
import json
import re
from email import message_from_bytes
from email.utils import parseaddr
from urllib.parse import parse_qs

from ministack.core import iam_actions

EQUALITY = re.compile(r"(#?\w+)\s*=\s*(:\w+)")
service_context = iam_actions.dynamodb_service_context
resource_arn = iam_actions.extract_resource_arn


def keys_of(request: dict):
    """Partition keys of a request: of one item, of a query, of a batch or a transaction."""
    for member in ("Key", "Item"):
        if member in request:
            yield request[member]["pk"]["S"]
    for name, value in EQUALITY.findall(request.get("KeyConditionExpression", "")):
        if request.get("ExpressionAttributeNames", {}).get(name, name) == "pk":
            yield request["ExpressionAttributeValues"][value]["S"]
    for table in request.get("RequestItems", {}).values():
        for part in table["Keys"] if isinstance(table, dict) else table:
            yield part["pk"]["S"] if "pk" in part else next(keys_of(*part.values()))
    for part in request.get("TransactItems", []):
        for operation in part.values():
            yield from keys_of(operation)


def context_with_keys(body: bytes) -> dict:
    return {**service_context(body), "dynamodb:LeadingKeys": list(keys_of(json.loads(body)))}


def arn_with_identity(service, method, path, headers, body, query_params, region, account):
    form = parse_qs(body.decode()) if service == "ses" else {}
    if form.get("Action") != ["SendRawEmail"]:
        return resource_arn(service, method, path, headers, body, query_params, region, account)
    message = message_from_bytes(base64.b64decode(form["RawMessage.Data"][0]))
    domain = parseaddr(message["From"])[1].partition("@")[2]
    return f"arn:aws:ses:{region}:{account}:identity/{domain}"


iam_actions.dynamodb_service_context = context_with_keys
iam_actions.extract_resource_arn = arn_with_identity

if __name__ == "__main__":
    from ministack.app import main

    main()
