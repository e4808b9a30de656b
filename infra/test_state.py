"""What holds state outlives its stack, and a restored table takes the place of the stack's own everywhere."""

import re
import unittest
from collections.abc import Iterator
from pathlib import Path

from samcli.yamlhelper import yaml_parse

ROOT = Path(__file__).parent.parent
APPLICATION = yaml_parse((ROOT / "template.yaml").read_text())
TEMPLATES = [APPLICATION, *(yaml_parse(path.read_text()) for path in sorted((ROOT / "infra").glob("*.yaml")))]

# What a deployment makes again as it was.
STATELESS = {
    "AWS::CloudFront::CachePolicy",
    "AWS::CloudFront::Distribution",
    "AWS::CloudFront::Function",
    "AWS::CloudFront::OriginAccessControl",
    "AWS::CloudFront::OriginRequestPolicy",
    "AWS::CloudFront::ResponseHeadersPolicy",
    "AWS::CloudWatch::Alarm",
    "AWS::CloudWatch::Dashboard",
    "AWS::S3::BucketPolicy",
    "AWS::SES::ConfigurationSet",
    "AWS::SES::ConfigurationSetEventDestination",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
    "AWS::Serverless::Function",
    "AWS::Serverless::HttpApi",
}

# State that nobody misses; the templates say why of each.
DISPENSABLE = {"Site", "OriginSecret", "AccessLogs", "FunctionLogs", "MailerFailures"}


class Retained(unittest.TestCase):
    def test_what_holds_state_outlives_its_stack_unless_nobody_misses_it(self):
        resources = [one for template in TEMPLATES for one in template["Resources"].items()]
        stateful = {name: resource for name, resource in resources if resource["Type"] not in STATELESS}
        self.assertEqual(stateful.keys() - DISPENSABLE, {"Table", "Files", "UnsubscribeSecret"})
        for name, resource in stateful.items():
            wanted = "Delete" if name in DISPENSABLE else "Retain"
            policies = (resource.get("DeletionPolicy"), resource.get("UpdateReplacePolicy"))
            self.assertEqual(policies, (wanted, wanted), name)


def chosen(value: object, restored: bool) -> object:
    """A part of the template as it is with a restored table, or without one."""
    if isinstance(value, list):
        return [chosen(one, restored) for one in value]
    if not isinstance(value, dict):
        return value
    condition, *branches = value.get("Fn::If", [None])
    if condition == "HasRestoredTable":
        return chosen(branches[0 if restored else 1], restored)
    return {key: chosen(one, restored) for key, one in value.items()}


def named(value: object) -> Iterator[str]:
    """The resources and parameters that a part of the template refers to."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key in ("Ref", "Fn::GetAtt", "DependsOn"):
                yield from (one if isinstance(one, list) else [one.split(".")[0]])[: None if key == "DependsOn" else 1]
            elif key == "Fn::Sub":
                yield from re.findall(r"\$\{(\w+)", one if isinstance(one, str) else one[0])
            yield from named(one)
    elif isinstance(value, list):
        for one in value:
            yield from named(one)


def users(restored: bool) -> dict[str, set[str]]:
    """What refers to which table, with a restored one or without."""
    parts = {**APPLICATION["Resources"], **APPLICATION["Outputs"], "Globals": APPLICATION["Globals"]}
    tables = {"Table", "RestoredTable", "RestoredStream"}
    found = {name: tables & set(named(chosen(part, restored))) for name, part in parts.items()}
    return {name: tables for name, tables in found.items() if tables}


class Restored(unittest.TestCase):
    def test_whatever_uses_the_table_uses_a_restored_one_in_its_place(self):
        own, restored = users(False), users(True)
        self.assertEqual({table for tables in own.values() for table in tables}, {"Table"})
        self.assertEqual({table for tables in restored.values() for table in tables}, {"RestoredTable", "RestoredStream"})
        self.assertEqual(own.keys(), restored.keys())
        functions = {name for name, one in APPLICATION["Resources"].items() if one["Type"] == "AWS::Serverless::Function"}
        self.assertEqual(functions - own.keys(), set())

    def test_the_stack_keeps_its_own_table_beside_a_restored_one(self):
        self.assertNotIn("Condition", APPLICATION["Resources"]["Table"])


if __name__ == "__main__":
    unittest.main()
