#!/usr/bin/env python3
"""Keys of access tokens: the private one in Secrets Manager, the public ones in an SSM parameter.

    keys.py add             a new pair: published beside the older ones; prints its secret version
    keys.py retire KID      no longer accept the tokens of that key
    keys.py list            key ids that are accepted now

docs/operations.md tells in which order a rotation uses them. Endpoints and credentials are
boto3's own (AWS_ENDPOINT_URL, AWS_PROFILE and so on).
"""

import argparse
import base64
import json
import secrets

import boto3
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


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

    def add(self) -> None:
        """Publishes first: a signature must never be younger than the key that checks it."""
        private, public = new_pair()
        self.publish([*self.public(), public])
        version = self.store(private)
        print(json.dumps({"kid": public["kid"], "SigningKeyVersion": version}))

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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--secret", default="kabinet/signing-key")
    parser.add_argument("--parameter", default="/kabinet/public-keys")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("add")
    commands.add_parser("retire").add_argument("kid")
    commands.add_parser("list")
    args = parser.parse_args()
    keys = Keys(args.secret, args.parameter)
    if args.command == "retire":
        keys.retire(args.kid)
    else:
        getattr(keys, args.command)()


if __name__ == "__main__":
    main()
