#!/usr/bin/env python3
"""Adds to a stack on MiniStack what the emulator leaves out, and prints the stack's outputs as JSON.

- Routes: CloudFormation on AWS imports them out of the API's OpenAPI body; MiniStack makes none of it.
- The sender's identity, which a person verifies on AWS.

    emulated.py STACK
"""

import json
import re
import sys

import boto3


class Stack:
    def __init__(self, name: str):
        formation = boto3.client("cloudformation")
        self.template = formation.get_template(StackName=name, TemplateStage="Processed")["TemplateBody"]
        (stack,) = formation.describe_stacks(StackName=name)["Stacks"]
        self.outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}
        self.parameters = {p["ParameterKey"]: p["ParameterValue"] for p in stack["Parameters"]}
        pages = formation.get_paginator("list_stack_resources").paginate(StackName=name)
        self.physical = {
            r["LogicalResourceId"]: r["PhysicalResourceId"]
            for page in pages
            for r in page["StackResourceSummaries"]
        }

    def routes(self):
        """Pairs of route key and the logical id of the function behind it."""
        (api,) = (r for r in self.template["Resources"].values() if r["Type"] == "AWS::ApiGatewayV2::Api")
        for path, operations in api["Properties"]["Body"]["paths"].items():
            for method, operation in operations.items():
                uri = json.dumps(operation["x-amazon-apigateway-integration"]["uri"])
                yield path if path == "$default" else f"{method.upper()} {path}", re.search(r"\$\{(\w+)\.Arn\}", uri)[1]


def create_routes(stack: Stack) -> None:
    gateway, functions = boto3.client("apigatewayv2"), boto3.client("lambda")
    api = stack.outputs["ApiId"]
    targets: dict[str, str] = {}
    for key, function in stack.routes():
        if function not in targets:
            configuration = functions.get_function(FunctionName=stack.physical[function])["Configuration"]
            targets[function] = "integrations/" + gateway.create_integration(
                ApiId=api,
                IntegrationType="AWS_PROXY",
                PayloadFormatVersion="2.0",
                IntegrationUri=configuration["FunctionArn"],
            )["IntegrationId"]
        gateway.create_route(ApiId=api, RouteKey=key, Target=targets[function])


def verify_sender(stack: Stack) -> None:
    boto3.client("ses").verify_domain_identity(Domain=stack.parameters["MailIdentity"])


if __name__ == "__main__":
    deployed = Stack(sys.argv[1])
    create_routes(deployed)
    verify_sender(deployed)
    print(json.dumps(deployed.outputs))
