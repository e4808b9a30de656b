"""What the hosting must not do with answers of the API."""

import unittest
from pathlib import Path

from samcli.yamlhelper import yaml_parse

HOSTING = yaml_parse((Path(__file__).parent / "hosting.yaml").read_text())
DISTRIBUTION = HOSTING["Resources"]["Distribution"]["Properties"]["DistributionConfig"]

# Those that CloudFront keeps: "Cache error response", its guide for developers.
KEPT = {400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504}


class Errors(unittest.TestCase):
    def test_the_error_of_one_person_is_told_to_nobody_else(self):
        kept_for = {one["ErrorCode"]: one["ErrorCachingMinTTL"] for one in DISTRIBUTION["CustomErrorResponses"]}
        self.assertEqual(kept_for, dict.fromkeys(KEPT, 0))

    def test_an_error_stays_what_the_api_said(self):
        for one in DISTRIBUTION["CustomErrorResponses"]:
            self.assertNotIn("ResponsePagePath", one)


if __name__ == "__main__":
    unittest.main()
