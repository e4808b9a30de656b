"""A rotation, step by step: at no moment does auth sign with a key that somebody does not accept yet, or no longer."""

import contextlib
import io
import json
import unittest

import keys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class Absent(Exception):
    pass


class Exists(Exception):
    pass


class Ssm:
    class exceptions:
        ParameterNotFound = Absent

    def __init__(self):
        self.value = None

    def get_parameter(self, Name):
        if self.value is None:
            raise Absent
        return {"Parameter": {"Value": self.value}}

    def put_parameter(self, Name, Type, Overwrite, Value):
        self.value = Value


class Secrets:
    class exceptions:
        ResourceExistsException = Exists

    def __init__(self):
        self.versions = []

    def create_secret(self, Name, SecretString):
        if self.versions:
            raise Exists
        return self.put_secret_value(Name, SecretString)

    def put_secret_value(self, SecretId, SecretString):
        self.versions.append(SecretString)
        return {"VersionId": str(len(self.versions) - 1)}


class Deployment:
    """What the functions have been given: an update reads the parameter, and the version it is told."""

    def __init__(self, ssm, secrets):
        self.ssm, self.secrets, self.version, self.history = ssm, secrets, "0", []

    def update(self, SigningKeyVersion=None):
        self.version = SigningKeyVersion or self.version
        signing = json.loads(self.secrets.versions[int(self.version)])["kid"]
        accepted = [key["kid"] for key in json.loads(self.ssm.value)["keys"]]
        self.history.append((signing, accepted))


def start():
    store = keys.Keys.__new__(keys.Keys)
    store.secret, store.parameter, store.secrets, store.ssm = "secret", "parameter", Secrets(), Ssm()
    with contextlib.redirect_stdout(io.StringIO()):
        store.add()
    deployment = Deployment(store.ssm, store.secrets)
    deployment.update()
    return store, deployment


def kids(store):
    return [key["kid"] for key in store.public()]


class Rotation(unittest.TestCase):
    def rotate(self, store, deployment, sleep=lambda seconds: None):
        with contextlib.redirect_stdout(io.StringIO()):
            store.rotate(deployment, sleep)

    def test_what_is_signed_is_accepted_before_and_after_every_step(self):
        store, deployment = start()
        self.rotate(store, deployment)
        for before, after in zip(deployment.history, deployment.history[1:]):
            # While an update is under way, functions of both states meet.
            for signing, _ in (before, after):
                if signing in (before[0], after[0]) and after is not deployment.history[-1]:
                    self.assertIn(signing, before[1])
                    self.assertIn(signing, after[1])
        self.assertEqual(deployment.history[-1], (kids(store)[0], kids(store)))

    def test_the_older_key_is_accepted_until_its_last_token_is_dead(self):
        store, deployment = start()
        old, seen = kids(store)[0], []
        self.rotate(store, deployment, lambda seconds: seen.append((seconds, kids(store))))
        ((seconds, accepted),) = seen
        self.assertGreaterEqual(seconds, 660)
        self.assertIn(old, accepted)
        self.assertNotIn(old, kids(store))

    def test_a_rotation_that_was_broken_off_is_taken_up_by_the_next(self):
        store, deployment = start()

        def die(seconds):
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            self.rotate(store, deployment, die)
        self.assertEqual(len(kids(store)), 2)
        self.rotate(store, deployment)
        self.assertEqual(len(kids(store)), 1)

    def test_the_only_key_is_never_retired(self):
        store, _ = start()
        with self.assertRaises(SystemExit):
            store.retire(kids(store)[0])

    def test_a_pair_belongs_together_and_the_public_half_holds_no_secret(self):
        private, public = keys.new_pair()
        self.assertNotIn("d", public)
        seed = keys.base64.urlsafe_b64decode(private["d"] + "==")[:32]
        made = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        self.assertEqual(keys.base64url(made), public["x"])


if __name__ == "__main__":
    unittest.main()
