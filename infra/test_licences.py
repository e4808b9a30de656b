"""Which licences of npm packages pass."""

import unittest

from check_licences import complaints, permits

KNOWN = {"MIT", "ISC", "Apache-2.0 WITH LLVM-exception"}


class Expressions(unittest.TestCase):
    def test_one_of_a_choice_is_enough(self):
        for good in ["MIT", "(MIT OR GPL-3.0-only)", "GPL-3.0-only OR (MIT AND ISC)", "Apache-2.0 WITH LLVM-exception"]:
            self.assertTrue(permits(good, KNOWN), good)

    def test_all_of_several_are_needed(self):
        for bad in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "Apache-2.0", "(GPL-3.0-only OR AGPL-3.0-only) AND MIT"]:
            self.assertFalse(permits(bad, KNOWN), bad)

    def test_what_does_not_read_permits_nothing(self):
        for bad in ["", "(", "MIT OR", "(MIT", "MIT)", "MIT ISC", "SEE LICENSE IN LICENSE"]:
            self.assertFalse(permits(bad, KNOWN), bad)


class Packages(unittest.TestCase):
    def test_each_package_answers_for_itself(self):
        packages = {
            "": {"name": "web"},
            "node_modules/good": {"license": "MIT", "integrity": "sha512-x"},
            "node_modules/silent": {"integrity": "sha512-x"},
            "node_modules/stray": {"license": "MIT", "integrity": "sha512-x", "resolved": "git+ssh://git@github.com/a/b"},
            "node_modules/loose": {"license": "MIT"},
        }
        expected = [
            "node_modules/silent: licence «» is not allowed",
            "node_modules/stray: not from the registry",
            "node_modules/loose: no checksum",
        ]
        self.assertEqual(complaints(packages, KNOWN), expected)


if __name__ == "__main__":
    unittest.main()
