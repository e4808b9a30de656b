#!/usr/bin/env python3
"""Keys of access tokens: the private one in Secrets Manager, the public ones in an SSM parameter.

    keys.py add             a new pair: published beside the older ones; prints its secret version
    keys.py retire KID      no longer accept the tokens of that key
    keys.py list            key ids that are accepted now
    keys.py rotate STACK    all of it in the right order, on the deployed stack; nobody is signed out

docs/operations.md tells what a rotation does. Endpoints and credentials are boto3's own
(AWS_ENDPOINT_URL, AWS_PROFILE and so on).
"""

import argparse
import base64
import json
import secrets
import time
from collections.abc import Callable

import boto3
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


# An access token lives ten minutes, and clocks may differ by one.
LAST_TOKEN = 11 * 60
CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def new_pair() -> tuple[dict, dict]:
    """A private JWK and its public half (RFC 8037)."""
    key = Ed25519PrivateKey.generate()
    public = {
        "kty": "OKP",
        "crv": "Ed25519",
        "use": "sig",
        "alg": "EdDSA",
        "kid": secrets.token_hex(8),
        "x": base64url(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)),
    }
    return {**public, "d": base64url(key.private_bytes_raw())}, public


class Keys:
    def __init__(self, secret: str, parameter: str):
        self.secret, self.parameter = secret, parameter
        self.secrets, self.ssm = boto3.client("secretsmanager"), boto3.client("ssm")

    def public(self) -> list[dict]:
        try:
            value = self.ssm.get_parameter(Name=self.parameter)["Parameter"]["Value"]
        except self.ssm.exceptions.ParameterNotFound:
            return []
        return json.loads(value)["keys"]

    def publish(self, keys: list[dict]) -> None:
        self.ssm.put_parameter(
            Name=self.parameter, Type="String", Overwrite=True, Value=json.dumps({"keys": keys})
        )

    def store(self, private: dict) -> str:
        value = json.dumps(private)
        try:
            answer = self.secrets.create_secret(Name=self.secret, SecretString=value)
        except self.secrets.exceptions.ResourceExistsException:
            answer = self.secrets.put_secret_value(SecretId=self.secret, SecretString=value)
        return answer["VersionId"]

    def make(self) -> tuple[str, str]:
        """Publishes first: a signature must never be younger than the key that checks it."""
        private, public = new_pair()
        self.publish([*self.public(), public])
        return public["kid"], self.store(private)

    def add(self) -> None:
        kid, version = self.make()
        print(json.dumps({"kid": kid, "SigningKeyVersion": version}))

    def retire(self, kid: str) -> None:
        keys = self.public()
        kept = [key for key in keys if key["kid"] != kid]
        if len(kept) == len(keys):
            raise SystemExit(f"no key {kid} among the accepted ones")
        if not kept:
            raise SystemExit(f"{kid} is the only accepted key: add another one first")
        self.publish(kept)

    def list(self) -> None:
        for key in self.public():
            print(key["kid"])

    def rotate(
        self, stack: "Stack", sleep: Callable[[float], None] = time.sleep, wait: float = LAST_TOKEN
    ) -> None:
        """Accept the new key everywhere, sign with it, and stop accepting the older ones when their last token is dead.

        Wherever it is broken off, all tokens are good: run it again.
        """
        kid, version = self.make()
        print(f"{kid}: all functions accept it from now on", flush=True)
        stack.update()
        print(f"{kid}: auth signs with it", flush=True)
        stack.update(SigningKeyVersion=version)
        print("waiting for the last tokens of the older keys", flush=True)
        sleep(wait)
        self.publish([key for key in self.public() if key["kid"] == kid])
        stack.update()
        print(f"{kid}: it is the only one accepted", flush=True)


class Stack:
    """The deployed application, with its template and parameters as they are."""

    def __init__(self, name: str):
        self.name, self.cloudformation = name, boto3.client("cloudformation")

    def update(self, **changed: str) -> None:
        """CloudFormation reads the public keys anew with every update."""
        described = self.cloudformation.describe_stacks(StackName=self.name)["Stacks"][0]
        names = [parameter["ParameterKey"] for parameter in described.get("Parameters", [])]
        kept = [{"ParameterKey": name, "UsePreviousValue": True} for name in names if name not in changed]
        new = [{"ParameterKey": name, "ParameterValue": value} for name, value in changed.items()]
        self.cloudformation.update_stack(
            StackName=self.name, UsePreviousTemplate=True, Parameters=kept + new, Capabilities=CAPABILITIES
        )
        self.cloudformation.get_waiter("stack_update_complete").wait(StackName=self.name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--secret", default="kabinet/signing-key")
    parser.add_argument("--parameter", default="/kabinet/public-keys")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("add")
    commands.add_parser("retire").add_argument("kid")
    commands.add_parser("list")
    rotate = commands.add_parser("rotate")
    rotate.add_argument("stack")
    rotate.add_argument("--wait", type=float, default=LAST_TOKEN, help="seconds; less only where nobody is signed in")
    args = parser.parse_args()
    keys = Keys(args.secret, args.parameter)
    if args.command == "retire":
        keys.retire(args.kid)
    elif args.command == "rotate":
        keys.rotate(Stack(args.stack), wait=args.wait)
    else:
        getattr(keys, args.command)()


if __name__ == "__main__":
    main()
