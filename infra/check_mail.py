#!/usr/bin/env python3
"""Tells where template.yaml would lose what becomes of letters, or leave it to SES whom they go to.

None of it shows in a test: neither SES nor Lambda's repetitions are there.
"""

import sys
from pathlib import Path

from samcli.yamlhelper import yaml_parse

ROOT = Path(__file__).parent.parent
QUEUE = "MailerFailures"


def resources(file: str) -> dict:
    return yaml_parse((ROOT / file).read_text())["Resources"]


def complaints(template: dict, alarms: dict) -> list[str]:
    found = []
    for name, resource in template.items():
        if resource["Type"] == "AWS::SES::ConfigurationSet":
            options = resource.get("Properties", {}).get("SuppressionOptions", {})
            if options.get("SuppressedReasons") != []:
                found.append(f"{name} leaves letters to the suppression list of the account")
        events = resource.get("Properties", {}).get("Events", {}).values()
        if any(event["Type"] == "SNS" for event in events) and not is_kept(resource):
            found.append(f"{name} loses events of SNS that it could not take in: EventInvokeConfig")
    if template.get(QUEUE, {}).get("Type") != "AWS::SQS::Queue":
        found.append(f"{QUEUE} is no queue")
    watched = [alarm.get("Properties", {}).get("Dimensions") for alarm in alarms.values()]
    if [{"Name": "QueueName", "Value": {"Ref": "FailureQueue"}}] not in watched:
        found.append(f"no alarm watches {QUEUE}")
    return found


def is_kept(function: dict) -> bool:
    config = function["Properties"].get("EventInvokeConfig", {}).get("DestinationConfig", {})
    destination = config.get("OnFailure", {}).get("Destination")
    return destination in ({"Fn::GetAtt": f"{QUEUE}.Arn"}, {"Fn::GetAtt": [QUEUE, "Arn"]})


def main() -> int:
    found = complaints(resources("template.yaml"), resources("infra/alarms.yaml"))
    for complaint in found:
        print(complaint)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
